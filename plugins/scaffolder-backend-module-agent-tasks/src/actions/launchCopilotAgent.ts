import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  assertGoingWell,
  BrokerSession,
  followTask,
  submissionKey,
} from '../broker';
import { ActionDependencies } from './ActionDependencies';
import { examples } from './launchCopilotAgent.examples';
import { previewAgentTask } from './previewAgentTask';

/** An agent's session ends after about an hour; the rest is for the queue. */
const COMPLETION_TIMEOUT_MS = 90 * 60_000;
const LAUNCH_TIMEOUT_MS = 5 * 60_000;

/**
 * Creates the action `github:copilot:agent:launch`, with the inputs and outputs
 * of the community's action of that name (ServerlessOpsIO/backstage-app), so
 * that templates can move to the broker without a change. What differs: the
 * broker's own identity launches instead of the user's token, policy decides,
 * a step that runs again does not launch again, and a task that waits for an
 * answer is not a failure.
 */
export function createLaunchCopilotAgentAction(
  dependencies: ActionDependencies,
) {
  const { api, auth, clock, taskUrl } = dependencies;

  return createTemplateAction({
    id: 'github:copilot:agent:launch',
    description:
      'Launches a GitHub Copilot agent task for a repository, through the agent-tasks broker',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z.string({
            description: 'GitHub repository URL in Backstage repoUrl format',
          }),
        prompt: z =>
          z.string({
            description: 'Initial prompt for the Copilot coding agent',
          }),
        baseRef: z =>
          z
            .string({
              description: 'Branch that the Copilot task should start from',
            })
            .optional(),
        model: z =>
          z
            .string({
              description: 'Optional model override for the Copilot task',
            })
            .optional(),
        customAgent: z =>
          z
            .string({
              description: 'Optional name of a custom Copilot agent to use',
            })
            .optional(),
        createPullRequest: z =>
          z
            .boolean({
              description:
                'Whether the task opens a pull request; true unless given',
            })
            .optional(),
        userCredentialsSecretKey: z =>
          z
            .string({
              description:
                "Accepted and not used: the broker launches with its own identity, so no user's token has to be handed over",
            })
            .optional(),
        waitForCompletion: z =>
          z
            .boolean({
              description:
                'Wait for the task to finish and fail the step unless it completes. false unless given',
            })
            .optional(),
      },
      output: {
        taskId: z =>
          z
            .string({ description: 'Id of the task on GitHub, once launched' })
            .optional(),
        taskUrl: z =>
          z
            .string({
              description: 'Page of the task on GitHub, once launched',
            })
            .optional(),
        headRef: z =>
          z
            .string({
              description:
                'Branch that the agent works on, once GitHub says it',
            })
            .optional(),
        taskState: z =>
          z
            .string({
              description:
                'Last known state on GitHub, such as queued or completed',
            })
            .optional(),
        portalUrl: z =>
          z.string({
            description:
              'Page of the agent task in the portal; only the broker gives this',
          }),
      },
    },
    async handler(ctx) {
      const { logger, signal } = ctx;
      const { userCredentialsSecretKey, waitForCompletion, ...fields } =
        ctx.input;
      if (!fields.prompt.trim()) {
        throw new InputError(
          'A non-empty prompt is required to launch a Copilot agent',
        );
      }
      if (userCredentialsSecretKey) {
        logger.info(
          'userCredentialsSecretKey is not used: the broker launches with its own identity',
        );
      }
      const request = {
        ...fields,
        createPullRequest: fields.createPullRequest ?? true,
        source: 'scaffolder' as const,
      };
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
        ctx.output('portalUrl', taskUrl('dry-run'));
        return;
      }

      const idempotencyKey = submissionKey(ctx, request);
      const id = await ctx.checkpoint({
        key: `agent-task.launch.${idempotencyKey}`,
        fn: async () =>
          (
            await broker.submit({ ...request, idempotencyKey }, 0)
          ).id,
      });
      const waitFor = waitForCompletion ? 'settled' : 'launched';
      const task = await followTask({
        task: await broker.read(id),
        waitFor,
        timeoutMs: waitForCompletion
          ? COMPLETION_TIMEOUT_MS
          : LAUNCH_TIMEOUT_MS,
        broker,
        clock,
        logger,
        signal,
      });
      const outputs = outputsOf(task);
      for (const [name, value] of Object.entries(outputs)) {
        ctx.output(name as keyof typeof outputs, value);
      }
      assertGoingWell({ task, taskUrl: taskUrl(id), waitFor, logger });
    },
  });

  function outputsOf(task: AgentTaskDetail) {
    return {
      ...(task.githubTask && {
        taskId: task.githubTask.id,
        taskUrl: task.githubTask.url,
      }),
      ...(task.headRef && { headRef: task.headRef }),
      ...(task.agentState && { taskState: task.agentState }),
      portalUrl: taskUrl(task.id),
    };
  }
}
