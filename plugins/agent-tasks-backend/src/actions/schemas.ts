import {
  AgentTask,
  AgentTaskDetail,
  Phase,
  phases,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';

// the registry hands in its own version of zod
type Schema = Parameters<ActionsRegistryService['register']>[0]['schema'];
type Zod = Parameters<Schema['input']>[0];

/** The id of a task as an input. */
export const taskIdOf = (z: Zod) =>
  z.string().uuid().describe('Id of the agent task');

/** What is asked for, as `submit` and `preview` take it. */
export const requestOf = (z: Zod) => ({
  template: z
    .string()
    .optional()
    .describe(
      'Entity reference of the agent task template, or its name. Either this or a prompt',
    ),
  prompt: z
    .string()
    .optional()
    .describe('A free prompt, where policy allows one'),
  entityRef: z
    .string()
    .optional()
    .describe('Entity reference of the component to work on'),
  repoUrl: z
    .string()
    .optional()
    .describe('https://host/owner/name; the repository of the entity if empty'),
  parameters: z
    .record(z.any())
    .optional()
    .describe('Values of the parameters of the template'),
  model: z.string().optional().describe('That of the template unless given'),
  ticket: z.string().optional().describe('Change ticket, e.g. PAY-1204'),
  notBefore: z
    .string()
    .datetime({ offset: true })
    .optional()
    .describe('Earliest time of the launch, ISO 8601 with zone'),
});

/** A task in a few facts. */
export const taskOf = (z: Zod) =>
  z.object({
    id: z.string(),
    title: z.string(),
    phase: z.enum(phases as unknown as [Phase, ...Phase[]]),
    repository: z.string().describe('URL'),
    entityRef: z.string().optional(),
    requestedBy: z.string(),
    nextStep: z.string().describe('What happens next, in one sentence'),
    pullRequestUrl: z.string().optional(),
    approval: z
      .object({
        promptDigest: z
          .string()
          .describe('Of the prompt that is to be approved, for the approval'),
        expiresAt: z.string(),
        by: z
          .array(z.string())
          .describe('Entity references of who may approve'),
        mayApprove: z.boolean().describe('Whether the caller may'),
      })
      .optional(),
  });

/** A task with its prompt and what was decided. */
export const taskDetailOf = (z: Zod) =>
  taskOf(z).extend({
    prompt: z.string(),
    decision: z.string().describe('allow, deny or needs-approval'),
    reasons: z.array(z.string()),
  });

/** {@link taskOf} of a task. */
export function describeTask(task: AgentTask) {
  const { approval, actions } = task;
  return {
    id: task.id,
    title: task.title,
    phase: task.phase,
    repository: task.repository.url,
    requestedBy: task.requestedBy,
    nextStep: task.nextStep.sentence,
    ...(task.entityRef && { entityRef: task.entityRef }),
    ...(task.pullRequest && { pullRequestUrl: task.pullRequest.url }),
    ...(approval && {
      approval: {
        promptDigest: approval.promptDigest,
        expiresAt: approval.expiresAt,
        by: [...new Set(approval.needs.flatMap(({ by }) => by))],
        mayApprove: actions.approve.allowed,
      },
    }),
  };
}

/** {@link taskDetailOf} of a task. */
export function describeDetail(task: AgentTaskDetail) {
  return {
    ...describeTask(task),
    prompt: task.prompt,
    decision: task.decision.result,
    reasons: task.decision.reasons.map(({ message }) => message),
  };
}
