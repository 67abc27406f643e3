import type { ActionDependencies } from './ActionDependencies';
import { describeDetail, requestOf, taskDetailOf, taskIdOf } from './schemas';

/** Actions that start, repeat and withdraw tasks. */
export function registerWriteActions(dependencies: ActionDependencies): void {
  const { actionsRegistry, audited, readCaller, tasks } = dependencies;

  actionsRegistry.register({
    name: 'submit-agent-task',
    title: 'Submit an agent task',
    description:
      'Hands work to a coding agent on GitHub from an approved template. Preview it first. A repeated idempotencyKey answers the earlier task. It may wait for the approval of other people, and it uses credits.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          ...requestOf(z),
          idempotencyKey: z
            .string()
            .min(1)
            .max(255)
            .describe(
              'Made up for this piece of work; the same again when it is repeated',
            ),
        }),
      output: z =>
        taskDetailOf(z).extend({
          created: z.boolean().describe('false where the key was used before'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { template, entityRef, repoUrl, ticket, idempotencyKey } = input;
      const { task, created } = await audited(
        readCaller(credentials),
        {
          verb: 'submit',
          meta: { template, entityRef, repoUrl, ticket, idempotencyKey },
        },
        async caller => {
          const result = await tasks.submit(
            { ...input, source: 'api' },
            caller,
          );
          return {
            result,
            meta: { taskId: result.task.id, created: result.created },
          };
        },
      );
      return { output: { ...describeDetail(task), created } };
    },
  });

  actionsRegistry.register({
    name: 'retry-agent-task',
    title: 'Retry an agent task',
    description:
      'Queues a new attempt of an agent task that has ended without its result. Policy is asked again; it may wait for approval, and it uses credits.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          id: taskIdOf(z),
          parameters: z
            .record(z.unknown())
            .optional()
            .describe(
              'Other parameters for the template, all of them; the prompt is rendered again.',
            ),
          reason: z.string().max(1000).optional(),
        }),
      output: z => taskDetailOf(z),
    },
    action: async ({ input: { id, ...options }, credentials }) => ({
      output: describeDetail(
        await audited(
          readCaller(credentials),
          { verb: 'retry', taskId: id },
          async caller => ({ result: await tasks.retry(id, options, caller) }),
        ),
      ),
    }),
  });

  actionsRegistry.register({
    name: 'withdraw-agent-task',
    title: 'Withdraw an agent task',
    description:
      'Takes back an agent task that has not been sent to GitHub yet. It cannot be undone.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: z =>
        z.object({
          id: taskIdOf(z),
          reason: z.string().max(1000).optional(),
        }),
      output: z => taskDetailOf(z),
    },
    action: async ({ input: { id, ...options }, credentials }) => ({
      output: describeDetail(
        await audited(
          readCaller(credentials),
          { verb: 'withdraw', taskId: id },
          async caller => ({
            result: await tasks.withdraw(id, options, caller),
          }),
        ),
      ),
    }),
  });
}
