import type { paths } from '@octokit/openapi-types';
import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { mapTask, TaskReading } from './mapTask';

type Body =
  paths['/agents/repos/{owner}/{repo}/tasks']['post']['requestBody']['content']['application/json'];

/** What GitHub is asked to start. */
export type CreateTaskRequest = {
  owner: string;
  name: string;
  /** With the marker line. */
  prompt: string;
  model?: string;
  customAgent?: string;
  baseRef?: string;
  /** GitHub ignores a branch that has no open pull request to the base. */
  headRef?: string;
  /** Always sent: GitHub has opened a pull request where it was left out. */
  createPullRequest: boolean;
};

/**
 * Starts an agent task: one POST, never repeated.
 *
 * @throws GitHubError; of kind `no-answer` the task may exist.
 */
export async function createTask(
  client: GitHubClient,
  request: CreateTaskRequest,
  options?: GitHubRequestOptions,
): Promise<TaskReading> {
  const body: Body = {
    prompt: request.prompt,
    create_pull_request: request.createPullRequest,
    ...(request.model && { model: request.model }),
    ...(request.customAgent && { custom_agent: request.customAgent }),
    ...(request.baseRef && { base_ref: request.baseRef }),
    ...(request.headRef && { head_ref: request.headRef }),
  };
  const answer = await client.request(
    'POST /agents/repos/{owner}/{repo}/tasks',
    { owner: request.owner, repo: request.name, ...body },
    options,
  );
  return mapTask(answer.data, answer.status);
}
