import { isSettledAgentState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { GitHubClient } from '../github/GitHubClient';
import { GitHubError } from '../github/GitHubError';
import { findRepositoryTask } from '../github/getRepositoryTask';
import { getTask } from '../github/getTask';
import type { TaskReading } from '../github/mapTask';
import type { FoundPull } from '../github/mapPullRequest';
import { findPullRequests } from '../github/pullRequests';

/** Of one request that reads. */
export const READ_TIMEOUT_MS = 15_000;

/** The task to read. */
export type ReadTaskOptions = {
  githubTaskId: string;
  repository: { owner: string; name: string };
  /** Somebody else than the client's user has created it. */
  byRepository?: boolean;
  signal?: AbortSignal;
};

/**
 * Reads one task with its sessions and, where it settled and names no pull
 * request, searches for one by its branch.
 *
 * @returns undefined where GitHub does not find the task, or not yet.
 * @throws GitHubError
 */
export async function readTask(
  client: GitHubClient,
  options: ReadTaskOptions,
): Promise<TaskReading | undefined> {
  const { githubTaskId, repository, signal } = options;
  const request = { signal, timeoutMs: READ_TIMEOUT_MS };
  const reading = options.byRepository
    ? await findRepositoryTask(
        client,
        { ...repository, taskId: githubTaskId },
        request,
      )
    : await getTask(client, githubTaskId, request);
  if (
    !reading?.state ||
    !isSettledAgentState(reading.state) ||
    reading.pulls.length
  ) {
    return reading;
  }
  const headRef =
    reading.branches.at(-1)?.headRef ??
    reading.sessions?.findLast(session => session.headRef)?.headRef;
  if (!headRef) {
    return reading;
  }
  const found = await search(client, { ...repository, headRef }, request);
  return {
    ...reading,
    // one from before the task is not the task's
    pulls: found
      .filter(pull => pull.updatedAt >= reading.createdAt)
      .map(({ databaseId, globalId }) => ({ databaseId, globalId })),
  };
}

async function search(
  client: GitHubClient,
  branch: { owner: string; name: string; headRef: string },
  request: { signal?: AbortSignal; timeoutMs: number },
): Promise<FoundPull[]> {
  try {
    return await findPullRequests(client, branch, request);
  } catch (error) {
    // a token that may not read pull requests does not keep a task unsettled
    const refused =
      error instanceof GitHubError &&
      error.failure.kind === 'answered' &&
      !error.failure.rateLimited &&
      [403, 404, 422].includes(error.failure.status);
    if (refused) {
      return [];
    }
    throw error;
  }
}
