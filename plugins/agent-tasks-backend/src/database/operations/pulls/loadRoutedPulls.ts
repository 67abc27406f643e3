import type { Knex } from 'knex';
import { primaryPull } from '../../../review/primaryPull';
import type { PullRequestRow, PullRouteRow, TaskRow } from '../../rows';

/** A pull request, and what the broker waits for on its way into review. */
export type RoutedPull = PullRequestRow &
  Pick<PullRouteRow, 'waits_for' | 'warned_at' | 'close_at'>;

type AttemptKey = Pick<TaskRow, 'id' | 'attempt_number'>;

/**
 * The pull requests of the latest attempts of some tasks, once they were read.
 *
 * @returns the one that stands for a task
 */
export async function loadRoutedPulls(
  db: Knex,
  tasks: AttemptKey[],
): Promise<(task: AttemptKey) => RoutedPull | undefined> {
  const pulls = tasks.length
    ? await db('pull_requests')
        .leftJoin('pull_routes', {
          'pull_routes.task_id': 'pull_requests.task_id',
          'pull_routes.database_id': 'pull_requests.database_id',
        })
        .whereRaw('pull_requests.task_id = any(?)', [tasks.map(({ id }) => id)])
        .whereNotNull('number')
        .select<RoutedPull[]>(
          'pull_requests.*',
          'pull_routes.waits_for',
          'pull_routes.warned_at',
          'pull_routes.close_at',
        )
    : [];
  const byAttempt = new Map<string, RoutedPull[]>();
  for (const pull of pulls) {
    const attempt = `${pull.task_id} ${pull.attempt_number}`;
    byAttempt.set(attempt, [...(byAttempt.get(attempt) ?? []), pull]);
  }
  return task =>
    primaryPull(byAttempt.get(`${task.id} ${task.attempt_number}`) ?? []);
}
