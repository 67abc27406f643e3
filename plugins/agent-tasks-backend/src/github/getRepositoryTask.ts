import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
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
