import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { findAttempt } from '../database/operations/attempts/findAttempt';
import { findMarkedTaskIds } from '../database/operations/attempts/findMarkedTaskIds';
import type { TaskRow } from '../database/rows';
import { getRepositoryTask } from '../github/getRepositoryTask';
import { GitHubError } from '../github/GitHubError';
import type { TaskReading } from '../github/mapTask';
import type { GitHubClients } from '../identities/GitHubClients';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { chooseReader } from './chooseReader';
import { markersOf } from './marker';

const TIMEOUT_MS = 10_000;

/**
 * Reads a task on GitHub that a person says one of ours has become. It has to
 * be in the repository, and must not carry the marker of another one.
 */
export type FindGitHubTask = (
  task: TaskRow,
  githubTaskId: string,
) => Promise<{ reading: TaskReading } | { problem: Reason }>;

/** {@link FindGitHubTask} with the identities' own eyes. Nothing is retried. */
export function createFindGitHubTask(options: {
  knex: Knex;
  identities: IdentityRegistry;
  clients: GitHubClients;
}): FindGitHubTask {
  const { knex, identities, clients } = options;
  return async (task, githubTaskId) => {
    const attempt = await findAttempt(knex, {
      taskId: task.id,
      number: task.attempt_number,
    });
    const { reader } = attempt
      ? await chooseReader(knex, identities, task, attempt)
      : {};
    if (!reader) {
      return {
        problem: {
          code: 'github-not-readable',
          message:
            'No automation identity may read the repository on GitHub now.',
          nextStep: 'Look at the identities, then try again.',
        },
      };
    }
    try {
      const reading = await getRepositoryTask(
        clients.get(reader.id),
        {
          owner: task.repository_owner,
          name: task.repository_name,
          taskId: githubTaskId,
        },
        { timeoutMs: TIMEOUT_MS },
      );
      const prompts = reading.sessions?.flatMap(({ prompt }) => prompt ?? []);
      if (!prompts?.length) {
        return {
          problem: {
            code: 'github-task-new',
            message: `The task '${githubTaskId}' on GitHub does not show its prompt yet.`,
            nextStep: 'Try again in a minute.',
          },
        };
      }
      const others = await findMarkedTaskIds(knex, prompts.flatMap(markersOf));
      return others.some(id => id !== task.id)
        ? { problem: belongsToAnother(githubTaskId) }
        : { reading };
    } catch (error) {
      if (!(error instanceof GitHubError)) {
        throw error;
      }
      return {
        problem:
          error.status === 404
            ? {
                code: 'github-task-not-found',
                message: `The repository has no task '${githubTaskId}' on GitHub.`,
                nextStep: "Copy the id from the task's address on GitHub.",
                field: 'githubTaskId',
              }
            : {
                code: 'github-not-readable',
                message: `GitHub could not be asked: ${error.message}.`,
                nextStep: 'Try again.',
              },
      };
    }
  };
}

/** The reason of a refusal to take a task of GitHub's twice. */
export function belongsToAnother(githubTaskId: string): Reason {
  return {
    code: 'github-task-taken',
    message: `The task '${githubTaskId}' on GitHub is another task's.`,
    nextStep: "Look for the one that carries this task's marker.",
    field: 'githubTaskId',
  };
}
