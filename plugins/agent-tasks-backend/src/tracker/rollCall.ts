import type { AgentState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import {
  AppliedReadings,
  applyReadings,
} from '../database/operations/readings/applyReadings';
import type { Look } from '../database/operations/readings/claimLooks';
import { countFollowed } from '../database/operations/readings/countFollowed';
import { postponeNamed } from '../database/operations/readings/postponeNamed';
import type { GitHubClient } from '../github/GitHubClient';
import { listTasks, TASKS_PER_PAGE } from '../github/listTasks';
import type { TaskReading } from '../github/mapTask';
import { READ_TIMEOUT_MS } from './readTask';

/**
 * A session ends after about an hour (documented by GitHub): what has not
 * changed for longer may be stalled, and a list that repeats itself proves
 * nothing.
 */
const SUSPECT_AFTER_MS = 60 * 60_000;

const active: AgentState[] = ['queued', 'in_progress'];

/** 10,000 tasks: more is a sign that something is wrong. */
const MOST_PAGES = 100;

/** Whether a list can say of a silent task that it is still at work. */
export function answersRollCall(look: Look): boolean {
  const since = look.github_updated_at ?? look.launched_at;
  return (
    !look.as_requester &&
    active.some(state => state === look.agent_state) &&
    since !== null &&
    look.now.getTime() - since.getTime() < SUSPECT_AFTER_MS
  );
}

/**
 * Calls all tasks of an identity that are at work by one list for a hundred of
 * them, instead of a reading for each: who is named is not silent, and is left
 * alone for another silent time.
 *
 * Not promised: one call for two replicas that look in the same moment.
 *
 * @returns GitHub's ids of the named tasks; none where a list costs as much as
 *   the readings.
 * @throws GitHubError
 */
export async function rollCall(options: {
  knex: Knex;
  github: GitHubClient;
  now: Date;
  silentAfterMs: number;
  signal: AbortSignal;
  onApplied: (applied: AppliedReadings) => void;
}): Promise<Set<string>> {
  const { knex, github, now, silentAfterMs, signal, onApplied } = options;
  const identityId = github.identity.id;
  if ((await countFollowed(knex, identityId)) < 2) {
    return new Set();
  }
  const readings = await readActive(github, signal);
  const named = new Set(readings.map(({ id }) => id));
  onApplied(
    await knex.transaction(async tx => {
      const applied = await applyReadings(tx, { readings, now, silentAfterMs });
      await postponeNamed(tx, {
        identityId,
        githubTaskIds: [...named],
        afterMs: silentAfterMs,
      });
      return applied;
    }),
  );
  return named;
}

async function readActive(
  github: GitHubClient,
  signal: AbortSignal,
): Promise<TaskReading[]> {
  const readings: TaskReading[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await listTasks(
      github,
      { states: active, page },
      { signal, timeoutMs: READ_TIMEOUT_MS },
    );
    if (answer.notModified) {
      break;
    }
    readings.push(...answer.tasks);
    if (answer.tasks.length < TASKS_PER_PAGE) {
      break;
    }
  }
  return readings;
}
