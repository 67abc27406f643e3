import type {
  AgentTaskDetail,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { HumanDuration } from '@backstage/types';
import {
  assertGoingWell,
  BrokerSession,
  followTask,
  submissionKey,
  WaitFor,
} from '../broker';
import { ActionDependencies } from './ActionDependencies';
import { previewAgentTask } from './previewAgentTask';
import { examples } from './submitAgentTask.examples';
import { readTimeout } from './readTimeout';

const DEFAULT_TIMEOUTS: Record<WaitFor, HumanDuration> = {
  // GitHub's normal queueing is below a minute; a full minute of launches
  // (80 an identity) waits for the next one.
  launched: { minutes: 5 },
  // An agent's session ends after about an hour.
  settled: { minutes: 90 },
};

/** How long the catalog may take to process what `catalog:register` added. */
const DEFAULT_CATALOG_LAG: HumanDuration = { minutes: 2 };

/**
 * Creates the action `agent-task:submit`: hands a piece of work to a coding
 * agent through the broker.
 */
export function createSubmitAgentTaskAction(dependencies: ActionDependencies) {
  const { api, auth, clock, taskUrl } = dependencies;

  return createTemplateAction({
    id: 'agent-task:submit',
    description:
      'Hands work to a coding agent through the agent-tasks broker, from an approved template or, where policy allows it, from a free prompt',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        template: z =>
          z
            .string({
              description:
                'Entity reference of the agent task template, or its name. Either this or a prompt',
            })
            .optional(),
        prompt: z =>
          z
            .string({
              description: 'A free prompt, where policy allows one',
            })
            .optional(),
        entityRef: z =>
          z
            .string({
              description:
                'Entity reference of the component to work on. Its owner, tier, migration target and repository are read from the catalog',
            })
            .optional(),
        repoUrl: z =>
          z
            .string({
              description:
                'Repository to work in, as RepoUrlPicker gives it or as a URL. The repository of the entity unless given',
            })
            .optional(),
        parameters: z =>
          z
            .record(z.any(), {
              description: 'Values of the parameters of the template',
            })
            .optional(),
        model: z =>
          z
            .string({
              description: 'Model; that of the template unless given',
            })
            .optional(),
        customAgent: z =>
          z
            .string({
              description:
                'File name of a custom agent of the repository, without .agent.md',
            })
            .optional(),
        baseRef: z =>
          z
            .string({
              description:
                'Branch to start from; the default branch unless given',
            })
            .optional(),
        createPullRequest: z =>
          z
            .boolean({
              description:
                'Whether the agent opens a pull request; as the template says unless given',
            })
            .optional(),
        ticket: z =>
          z.string({ description: 'Change ticket, e.g. PAY-1204' }).optional(),
        notBefore: z =>
          z
            .string({
              description: 'Earliest time of the launch, ISO 8601 with zone',
            })
            .optional(),
        waitFor: z =>
          z
            .enum(['launched', 'settled', 'none'], {
              description:
                'What the step waits for: launched (the agent has been started), settled (the agent has finished), none. launched unless given',
            })
            .optional(),
        timeout: z =>
          z
            .union([z.string(), z.record(z.number())], {
              description:
                'How long to wait at most, e.g. 10m, PT10M or {minutes: 10}; 5 minutes for launched and 90 for settled unless given. Time that runs out does not fail the step',
            })
            .optional(),
        catalogTimeout: z =>
          z
            .union([z.string(), z.record(z.number())], {
              description:
                'How long to wait at most until the catalog knows the entity, e.g. right after catalog:register; 2 minutes unless given',
            })
            .optional(),
      },
      output: {
        taskId: z => z.string({ description: 'Id of the agent task' }),
        taskUrl: z =>
          z.string({ description: 'Page of the agent task in the portal' }),
        taskPath: z =>
          z.string({
            description:
              'The same page without the origin, for output links that stay in the tab',
          }),
        taskState: z =>
          z.string({
            description:
              'Phase of the agent task when the step ended, e.g. queued, running, in-review, done',
          }),
        entityRef: z =>
          z
            .string({ description: 'Entity that the task belongs to' })
            .optional(),
        githubTaskUrl: z =>
          z
            .string({ description: 'The task on GitHub, once launched' })
            .optional(),
        pullRequestUrl: z =>
          z
            .string({ description: 'The pull request, once there is one' })
            .optional(),
      },
    },
    async handler(ctx) {
      const { logger, signal } = ctx;
      const {
        waitFor = 'launched',
        timeout,
        catalogTimeout,
        ...fields
      } = ctx.input;
      const request: SubmitTaskRequest = {
        ...withoutBlanks(fields),
        source: 'scaffolder',
      };
      const timeoutMs =
        waitFor === 'none'
          ? 0
          : readTimeout('timeout', timeout, DEFAULT_TIMEOUTS[waitFor]);
      const catalogLagMs = readTimeout(
        'catalogTimeout',
        catalogTimeout,
        DEFAULT_CATALOG_LAG,
      );
      const broker = new BrokerSession({
        api,
        auth,
        clock,
        logger,
        signal,
        credentials: await ctx.getInitiatorCredentials(),
      });

      if (ctx.isDryRun) {
        await previewAgentTask({ broker, request, logger });
        ctx.output('taskId', 'dry-run');
        ctx.output('taskUrl', taskUrl('dry-run'));
        ctx.output('taskPath', pathOf(taskUrl('dry-run')));
        ctx.output('taskState', 'queued');
        if (request.entityRef) {
          ctx.output('entityRef', request.entityRef);
        }
        return;
      }

      const idempotencyKey = submissionKey(ctx, request);
      const taskId = await ctx.checkpoint({
        key: `agent-task.submit.${idempotencyKey}`,
        fn: async () => {
          const { id } = await broker.submit(
            { ...request, idempotencyKey },
            catalogLagMs,
          );
          return id;
        },
      });
      logger.info(`Submitted agent task ${taskUrl(taskId)}`);

      const submitted = await broker.read(taskId);
      const task =
        waitFor === 'none'
          ? submitted
          : await followTask({
              task: submitted,
              waitFor,
              timeoutMs,
              broker,
              clock,
              logger,
              signal,
            });
      for (const [name, value] of Object.entries(outputsOf(task))) {
        ctx.output(name as keyof ReturnType<typeof outputsOf>, value);
      }
      if (waitFor !== 'none') {
        assertGoingWell({ task, taskUrl: taskUrl(taskId), waitFor, logger });
      }
    },
  });

  function outputsOf(task: AgentTaskDetail) {
    return {
      taskId: task.id,
      taskUrl: taskUrl(task.id),
      taskPath: pathOf(taskUrl(task.id)),
      taskState: task.phase,
      ...(task.entityRef && { entityRef: task.entityRef }),
      ...(task.githubTask && { githubTaskUrl: task.githubTask.url }),
      ...(task.pullRequest && { pullRequestUrl: task.pullRequest.url }),
    };
  }
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

/** Templates hand over an empty text where a form field was left empty. */
function withoutBlanks<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  ) as T;
}
