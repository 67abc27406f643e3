import {
  Phase,
  phases,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { ActionDependencies } from './ActionDependencies';
import {
  describeDetail,
  describeTask,
  requestOf,
  taskDetailOf,
  taskIdOf,
  taskOf,
} from './schemas';

const reads = { readOnly: true, destructive: false, idempotent: true };

/** Actions that change nothing. */
export function registerReadActions(dependencies: ActionDependencies): void {
  const { actionsRegistry, readCaller, tasks } = dependencies;

  actionsRegistry.register({
    name: 'preview-agent-task',
    title: 'Preview an agent task',
    description:
      'Shows the prompt that a coding agent would get and what policy says of it: allow, deny with every reason, or needs-approval. Nothing is stored or started.',
    attributes: reads,
    schema: {
      input: z => z.object(requestOf(z)),
      output: z =>
        z.object({
          title: z.string(),
          prompt: z.string(),
          decision: z.enum(['allow', 'deny', 'needs-approval']),
          reasons: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const { title, prompt, decision } = await tasks.preview(
        { ...input, source: 'api' },
        readCaller(credentials),
      );
      return {
        output: {
          title,
          prompt,
          decision: decision.result,
          reasons: decision.reasons.map(({ message, nextStep }) =>
            nextStep ? `${message} ${nextStep}` : message,
          ),
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'get-agent-task',
    title: 'Get an agent task',
    description:
      'Reads one agent task: where it stands, what happens next, its prompt, and who may approve it where it waits for that.',
    attributes: reads,
    schema: {
      input: z => z.object({ id: taskIdOf(z) }),
      output: z => taskDetailOf(z),
    },
    action: async ({ input, credentials }) => ({
      output: describeDetail(
        await tasks.get(input.id, readCaller(credentials)),
      ),
    }),
  });

  actionsRegistry.register({
    name: 'list-agent-tasks',
    title: 'List agent tasks',
    description:
      'Lists agent tasks that the user may see, newest first, narrowed by component, owner, phase or words.',
    attributes: reads,
    schema: {
      input: z =>
        z.object({
          entityRef: z.array(z.string()).optional(),
          owner: z.array(z.string()).optional(),
          phase: z
            .array(z.enum(phases as unknown as [Phase, ...Phase[]]))
            .optional(),
          text: z.string().max(200).optional(),
          limit: z.number().int().min(1).max(100).optional(),
          cursor: z
            .string()
            .optional()
            .describe('nextCursor of an earlier page'),
        }),
      output: z =>
        z.object({
          tasks: z.array(taskOf(z)),
          total: z.number(),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const page = await tasks.list(input, readCaller(credentials));
      return {
        output: {
          tasks: page.items.map(describeTask),
          total: page.totalItems,
          ...(page.pageInfo.nextCursor && {
            nextCursor: page.pageInfo.nextCursor,
          }),
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'list-agent-task-approvals',
    title: 'List agent tasks that wait for approval',
    description:
      'Lists agent tasks that wait for approval, the oldest first: those that the user may approve, those that their groups are asked for, or all.',
    attributes: reads,
    schema: {
      input: z =>
        z.object({
          for: z.enum(['me', 'groups', 'all']).optional(),
          limit: z.number().int().min(1).max(100).optional(),
          cursor: z
            .string()
            .optional()
            .describe('nextCursor of an earlier page'),
        }),
      output: z =>
        z.object({
          tasks: z.array(taskOf(z)),
          total: z.number(),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const page = await tasks.approvals(input, readCaller(credentials));
      return {
        output: {
          tasks: page.items.map(describeTask),
          total: page.totalItems,
          ...(page.pageInfo.nextCursor && {
            nextCursor: page.pageInfo.nextCursor,
          }),
        },
      };
    },
  });
}
