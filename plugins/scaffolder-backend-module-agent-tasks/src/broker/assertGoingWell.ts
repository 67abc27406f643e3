import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Fails the step for a task that failed or was withdrawn. The task itself stays
 * in the portal, where its owner can retry it.
 *
 * @throws `ConflictError` for a failed or withdrawn task, `NotAllowedError` for
 * one that was rejected
 */
export function assertGoingWell(
  task: AgentTaskDetail,
  taskUrl: string,
  logger: LoggerService,
): void {
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
