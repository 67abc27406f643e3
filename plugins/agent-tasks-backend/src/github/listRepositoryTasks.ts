import { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import type { TaskReading } from './mapTask';
import { readTaskList } from './readTaskList';

const PER_PAGE = 100;

/**
 * A page of a repository's tasks, newest creation first.
 *
 * @param query - `since` is GitHub's: **updated** at or after.
 */
export async function listRepositoryTasks(
  client: GitHubClient,
  query: {
    owner: string;
    name: string;
    since: Date;
    archived: boolean;
    creatorId?: string;
    /** From 1. */
    page: number;
  },
  options?: GitHubRequestOptions,
): Promise<{ tasks: TaskReading[]; hasMore: boolean }> {
  const answer = await client.request(
    'GET /agents/repos/{owner}/{repo}/tasks',
    {
      owner: query.owner,
      repo: query.name,
      sort: 'created_at',
      direction: 'desc',
      since: query.since.toISOString(),
      is_archived: query.archived,
      per_page: PER_PAGE,
      page: query.page,
      ...(query.creatorId && { creator_id: [query.creatorId] }),
    },
    options,
  );
  const tasks = readTaskList(answer);
  return { tasks, hasMore: tasks.length === PER_PAGE };
}
