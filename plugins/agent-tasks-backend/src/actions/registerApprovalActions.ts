import type { ActionDependencies } from './ActionDependencies';
import { describeDetail, taskDetailOf, taskIdOf } from './schemas';

const digest = 'approval.promptDigest of the task as the user has read it';

/** Actions of those who approve. */
export function registerApprovalActions(
  dependencies: ActionDependencies,
): void {
  const { actionsRegistry, audited, readCaller, tasks } = dependencies;

  actionsRegistry.register({
    name: 'approve-agent-task',
    title: 'Approve an agent task',
    description:
      'Agrees, in the name of the user, that a coding agent gets exactly the prompt of the digest. Show the prompt to the user and ask them first. The requester of a task cannot approve it.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          id: taskIdOf(z),
          promptDigest: z.string().max(100).describe(digest),
          comment: z.string().max(1000).optional(),
        }),
      output: z => taskDetailOf(z),
    },
    action: async ({ input: { id, ...body }, credentials }) => ({
      output: describeDetail(
        await audited(
          readCaller(credentials),
          {
            verb: 'approve',
            taskId: id,
            meta: { promptDigest: body.promptDigest },
          },
          async caller => ({ result: await tasks.approve(id, body, caller) }),
        ),
      ),
    }),
  });

  actionsRegistry.register({
    name: 'reject-agent-task',
    title: 'Reject an agent task',
    description:
      'Ends, in the name of the user, an agent task that waits for approval. The comment is for the requester.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: z =>
        z.object({
          id: taskIdOf(z),
          promptDigest: z.string().max(100).describe(digest),
          comment: z.string().trim().min(1).max(1000),
        }),
      output: z => taskDetailOf(z),
    },
    action: async ({ input: { id, ...body }, credentials }) => ({
      output: describeDetail(
        await audited(
          readCaller(credentials),
          {
            verb: 'reject',
            taskId: id,
            meta: { promptDigest: body.promptDigest },
          },
          async caller => ({ result: await tasks.reject(id, body, caller) }),
        ),
      ),
    }),
  });
}
