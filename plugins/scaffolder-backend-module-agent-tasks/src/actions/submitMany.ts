import type { SubmitTaskRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { BrokerSession, isRefusal, submissionKey } from '../broker';
import { ActionDependencies } from './ActionDependencies';
import { previewAgentTask } from './previewAgentTask';
import { examples } from './submitMany.examples';

/** More is a campaign, which shows and paces what it does. */
const MOST_TARGETS = 50;

/**
 * Creates the action `agent-task:submit:many`: the same work for a handful of
 * components, each a task of its own, without waves.
 */
export function createSubmitManyAction(dependencies: ActionDependencies) {
  const { api, auth, clock, taskUrl } = dependencies;

  return createTemplateAction({
    id: 'agent-task:submit:many',
    description:
      'Hands the same work for several components to coding agents through the agent-tasks broker; for more than a handful, or in steps, create a campaign',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        template: z =>
          z.string({
            description: 'Entity reference of the agent task template, or name',
          }),
        entityRefs: z =>
          z
            .array(z.string(), {
              description: 'Entity references of the components to work on',
            })
            .min(1)
            .max(MOST_TARGETS),
        parameters: z =>
          z
            .record(z.any(), {
              description: 'Values of the parameters of the template',
            })
            .optional(),
        ticket: z => z.string({ description: 'Change ticket' }).optional(),
        allowRefused: z =>
          z
            .boolean({
              description:
                'Whether the step ends well although some were refused; they are in the log and in the output',
            })
            .optional(),
      },
      output: {
        tasks: z =>
          z.array(
            z.object({
              entityRef: z.string(),
              taskId: z.string(),
              taskUrl: z.string(),
            }),
            { description: 'What was submitted' },
          ),
        refused: z =>
          z.array(
            z.object({ entityRef: z.string(), reasons: z.array(z.string()) }),
            { description: 'What was refused, with every reason' },
          ),
      },
    },
    async handler(ctx) {
      const { logger, signal } = ctx;
      const { entityRefs, allowRefused = false, ...fields } = ctx.input;
      const broker = new BrokerSession({
        api,
        auth,
        clock,
        logger,
        signal,
        credentials: await ctx.getInitiatorCredentials(),
      });
      const tasks: { entityRef: string; taskId: string; taskUrl: string }[] =
        [];
      const refused: { entityRef: string; reasons: string[] }[] = [];
      for (const entityRef of new Set(entityRefs)) {
        const request: SubmitTaskRequest = {
          ...fields,
          entityRef,
          source: 'scaffolder',
        };
        try {
          if (ctx.isDryRun) {
            await previewAgentTask({ broker, request, logger });
            continue;
          }
          const idempotencyKey = submissionKey(ctx, request);
          const taskId = await ctx.checkpoint({
            key: `agent-task.submit.${idempotencyKey}`,
            fn: async () =>
              (
                await broker.submit({ ...request, idempotencyKey }, 0)
              ).id,
          });
          tasks.push({ entityRef, taskId, taskUrl: taskUrl(taskId) });
        } catch (error) {
          // one that is refused does not stop the others
          if (!isRefusal(error)) {
            throw error;
          }
          refused.push({
            entityRef,
            reasons: error.reasons.map(({ message }) => message),
          });
        }
      }
      ctx.output('tasks', tasks);
      ctx.output('refused', refused);
      logger.info(
        `Submitted ${tasks.length} agent tasks, ${refused.length} were refused`,
      );
      if (refused.length && !allowRefused) {
        throw new Error(
          `${refused.length} of ${entityRefs.length} were refused: ${refused
            .map(each => `${each.entityRef}: ${each.reasons.join(' ')}`)
            .join(' · ')}`,
        );
      }
    },
  });
}
