import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { GitHubError } from './GitHubError';
import { mapTask, TaskReading } from './mapTask';

/**
 * One task of the token's user, with its sessions. Needs no repository, which
 * may have been renamed.
 *
 * @returns undefined where GitHub does not find it, or not yet.
 */
export async function getTask(
  client: GitHubClient,
  taskId: string,
  options?: GitHubRequestOptions,
): Promise<TaskReading | undefined> {
  try {
    const answer = await client.request(
      'GET /agents/tasks/{task_id}',
      { task_id: taskId },
      options,
    );
    return mapTask(answer.data, answer.status);
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}
