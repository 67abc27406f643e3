import type { AgentState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { GitHubError } from './GitHubError';
import { mapTask, TaskReading } from './mapTask';

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
    const { data, status, headers } = await client.request(
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
    const tasks = (data as { tasks?: unknown } | undefined)?.tasks;
    if (!Array.isArray(tasks)) {
      throw new GitHubError({
        kind: 'no-answer',
        status,
        timedOut: false,
        message: 'GitHub answered something that is not a list of tasks',
      });
    }
    return {
      notModified: false,
      tasks: tasks.map(task => mapTask(task)),
      hasMore: tasks.length === TASKS_PER_PAGE,
      ...(typeof headers.etag === 'string' && { etag: headers.etag }),
    };
  } catch (error) {
    // Octokit takes a 304 for an error
    if (etag && error instanceof GitHubError && error.status === 304) {
      return { notModified: true };
    }
    throw error;
  }
}
