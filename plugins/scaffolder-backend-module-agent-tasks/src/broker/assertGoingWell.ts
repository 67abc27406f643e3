import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WaitFor } from './followTask';

/**
 * Fails the step for a task that was not launched, or whose agent failed where
 * the step waited for it. The task itself stays in the portal, where its owner
 * can retry it.
 *
 * @throws `ConflictError` for a failed or withdrawn task, `NotAllowedError` for
 * one that was rejected
 */
export function assertGoingWell(options: {
  task: AgentTaskDetail;
  taskUrl: string;
  waitFor: WaitFor;
  logger: LoggerService;
}): void {
  const { task, taskUrl, waitFor, logger } = options;
  if (waitFor === 'launched' && task.launchState === 'launched') {
    // What became of it since then is no longer this step's business.
    return;
  }
  if (task.launchState === 'rejected') {
    throw new NotAllowedError(`The agent task was rejected, see ${taskUrl}`);
  }
  if (task.phase === 'withdrawn') {
    throw new ConflictError(`The agent task was withdrawn, see ${taskUrl}`);
  }
  if (task.phase === 'failed') {
    const { failure } = task;
    if (failure) {
      logger.error(`✗ ${failure.message} → ${failure.nextStep}`);
    }
    throw new ConflictError(
      `The agent task failed: ${
        failure?.message ?? task.nextStep.sentence
      } Retry it at ${taskUrl}`,
    );
  }
}
