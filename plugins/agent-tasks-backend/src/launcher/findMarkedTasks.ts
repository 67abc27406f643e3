import type { Knex } from 'knex';
import { listKnownGitHubTasks } from '../database/operations/attempts/listKnownGitHubTasks';
import type { GitHubClient } from '../github/GitHubClient';
import { getRepositoryTask } from '../github/getRepositoryTask';
import { listRepositoryTasks } from '../github/listRepositoryTasks';
import type { TaskReading } from '../github/mapTask';
import { hasMarker } from './marker';

/** Clocks of GitHub and of the database may differ by as much. */
const CLOCK_SKEW_MS = 300_000;
/** 1,000 tasks of one repository within minutes: more is not looked at. */
const MAX_PAGES = 10;

/** What a look at GitHub brought. */
export type MarkedTasks = {
  matches: TaskReading[];
  /** Everything that could carry the marker was read. */
  complete: boolean;
};

/**
 * Looks for the marker of a launch in the prompts of the repository's tasks
 * since the intent, archived ones too.
 *
 * Not promised: a task that GitHub does not list yet. That is why one look
 * without a match proves nothing, and the window of looks is minutes long.
 *
 * @throws GitHubError where a list or a candidate could not be read
 */
export async function findMarkedTasks(
  knex: Knex,
  client: GitHubClient,
  launch: {
    owner: string;
    name: string;
    marker: string;
    intentAt: Date;
    /** GitHub's id of the identity's user, where it is known. */
    creatorId?: string;
  },
  signal: AbortSignal,
): Promise<MarkedTasks> {
  const since = new Date(launch.intentAt.getTime() - CLOCK_SKEW_MS);
  const candidates = new Map<string, TaskReading>();
  let complete = true;
  for (const archived of [false, true]) {
    let page = 1;
    for (let hasMore = true; hasMore; page++) {
      if (page > MAX_PAGES) {
        complete = false;
        break;
      }
      const answer = await listRepositoryTasks(
        client,
        { ...launch, since, archived, page },
        { signal },
      );
      for (const task of answer.tasks) {
        candidates.set(task.id, task);
      }
      hasMore =
        answer.hasMore &&
        answer.tasks.some(task => task.createdAt.getTime() >= since.getTime());
    }
  }
  const possible = [...candidates.values()].filter(
    task =>
      task.createdAt.getTime() >= since.getTime() &&
      (!launch.creatorId ||
        !task.creatorId ||
        task.creatorId === launch.creatorId),
  );
  const known = await listKnownGitHubTasks(
    knex,
    possible.map(task => task.id),
  );
  const matches: TaskReading[] = [];
  for (const { id } of possible.filter(task => !known.has(task.id))) {
    const task = await getRepositoryTask(
      client,
      { owner: launch.owner, name: launch.name, taskId: id },
      { signal },
    );
    const prompts = task.sessions?.flatMap(session => session.prompt ?? []);
    if (prompts?.some(prompt => hasMarker(prompt, launch.marker))) {
      matches.push(task);
    } else if (!prompts?.length) {
      // its first session is still to come
      complete = false;
    }
  }
  return { matches, complete };
}
