import type { AgentState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { GitHubError } from './GitHubError';
import type { TaskReading } from './mapTask';
import { readTaskList } from './readTaskList';

/** GitHub's largest page. */
export const TASKS_PER_PAGE = 100;

/** A page of the tasks of the token's user. */
export type TaskListPage =
  | { notModified: true }
  | {
      notModified: false;
      tasks: TaskReading[];
      hasMore: boolean;
      etag?: string;
    };

/**
 * A page of the tasks of the token's user over all repositories, latest change
 * first. Without `since` the address stays the same, so that an ETag can hit.
 */
export async function listTasks(
  client: GitHubClient,
  query: {
    states?: AgentState[];
    /** Updated at or after. */
    since?: Date;
    /** From 1. */
    page: number;
    etag?: string;
  },
  options: GitHubRequestOptions = {},
): Promise<TaskListPage> {
  const { states, since, page, etag } = query;
  try {
    const answer = await client.request(
      'GET /agents/tasks',
      {
        sort: 'updated_at',
        direction: 'desc',
        per_page: TASKS_PER_PAGE,
        ...(states && { state: states.join(',') }),
        ...(since && { since: since.toISOString() }),
        ...(page > 1 && { page }),
      },
      {
        ...options,
        headers: { ...options.headers, ...(etag && { 'if-none-match': etag }) },
      },
    );
    const tasks = readTaskList(answer);
    const { etag: newEtag } = answer.headers;
    return {
      notModified: false,
      tasks,
      hasMore: tasks.length === TASKS_PER_PAGE,
      ...(typeof newEtag === 'string' && { etag: newEtag }),
    };
  } catch (error) {
    // Octokit takes a 304 for an error
    if (etag && error instanceof GitHubError && error.status === 304) {
      return { notModified: true };
    }
    throw error;
  }
}
