import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { GitHubError } from './GitHubError';
import { mapTask, TaskReading } from './mapTask';

/** One task of a repository, with its sessions. */
export async function getRepositoryTask(
  client: GitHubClient,
  task: { owner: string; name: string; taskId: string },
  options?: GitHubRequestOptions,
): Promise<TaskReading> {
  const answer = await client.request(
    'GET /agents/repos/{owner}/{repo}/tasks/{task_id}',
    { owner: task.owner, repo: task.name, task_id: task.taskId },
    options,
  );
  return mapTask(answer.data, answer.status);
}

/** The same, undefined where GitHub does not find it, or not yet. */
export async function findRepositoryTask(
  ...call: Parameters<typeof getRepositoryTask>
): Promise<TaskReading | undefined> {
  try {
    return await getRepositoryTask(...call);
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}
