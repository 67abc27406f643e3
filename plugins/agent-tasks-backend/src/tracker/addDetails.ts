import { isSettledAgentState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { findFollowed } from '../database/operations/readings/findFollowed';
import type { GitHubClient } from '../github/GitHubClient';
import type { TaskReading } from '../github/mapTask';
import { inParallel } from './inParallel';
import { readTask } from './readTask';

/** Below GitHub's 100 concurrent requests, with launches beside it. */
const PARALLEL_READS = 6;

/**
 * Adds what a list cannot say (usage, error, branch) to the readings of our
 * tasks that have just settled, so that people see and are told of the end
 * once, with its reason.
 *
 * Where such a reading fails, the rest stay as the list gave them and are read
 * by themselves later.
 */
export async function addDetails(options: {
  knex: Knex;
  github: GitHubClient;
  readings: TaskReading[];
  signal: AbortSignal;
  logger: LoggerService;
}): Promise<TaskReading[]> {
  const { knex, github, readings, signal, logger } = options;
  const settled = readings.filter(
    ({ state }) => state && isSettledAgentState(state),
  );
  const followed = new Map(
    (
      await findFollowed(
        knex,
        settled.map(({ id }) => id),
      )
    ).map(task => [task.github_task_id, task]),
  );
  const news = settled.filter(reading => {
    const task = followed.get(reading.id);
    return (
      task &&
      (task.agent_state !== reading.state ||
        !task.github_updated_at ||
        task.github_updated_at < reading.updatedAt)
    );
  });
  const detailed = new Map<string, TaskReading>();
  try {
    await inParallel(news, PARALLEL_READS, async reading => {
      const task = followed.get(reading.id);
      const detail =
        task &&
        (await readTask(github, {
          githubTaskId: reading.id,
          repository: {
            owner: task.repository_owner,
            name: task.repository_name,
          },
          signal,
        }));
      // a single reading may lag behind the list
      if (detail && detail.updatedAt >= reading.updatedAt) {
        detailed.set(reading.id, detail);
      }
    });
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    logger.debug(`Settled tasks are read later: ${error}`);
  }
  return readings.map(reading => detailed.get(reading.id) ?? reading);
}
