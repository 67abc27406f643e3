import { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import type { TaskReading } from './mapTask';
import { readTaskList } from './readTaskList';

const PER_PAGE = 100;

/**
 * A page of everybody's tasks in a repository, the earliest update first, so
 * that a look can end after any page and go on from there.
 *
 * @param query - `since` is GitHub's: updated at or after.
 */
export async function listUpdatedTasks(
  client: GitHubClient,
  query: {
    owner: string;
    name: string;
    since: Date;
    archived: boolean;
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
      sort: 'updated_at',
      direction: 'asc',
      since: query.since.toISOString(),
      is_archived: query.archived,
      per_page: PER_PAGE,
      page: query.page,
    },
    options,
  );
  const tasks = readTaskList(answer);
  return { tasks, hasMore: tasks.length === PER_PAGE };
}
