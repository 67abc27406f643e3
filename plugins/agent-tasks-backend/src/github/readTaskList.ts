import { GitHubError } from './GitHubError';
import { mapTask, TaskReading } from './mapTask';

/**
 * The tasks of a page.
 *
 * @throws GitHubError where the body is no list, as a proxy's page is.
 */
export function readTaskList(answer: {
  data: unknown;
  status: number;
}): TaskReading[] {
  const tasks = (answer.data as { tasks?: unknown } | undefined)?.tasks;
  if (!Array.isArray(tasks)) {
    throw new GitHubError({
      kind: 'no-answer',
      status: answer.status,
      timedOut: false,
      message: 'GitHub answered something that is not a list of tasks',
    });
  }
  return tasks.map(task => mapTask(task));
}
