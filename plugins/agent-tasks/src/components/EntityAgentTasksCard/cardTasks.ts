import type {
  AgentTask,
  Phase,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** More lines than this are a table, and that is the tab. */
const LINES = 5;
/** As many as are asked for to choose the lines from. */
export const CARD_CANDIDATES = 50;

/** What a card tells of, in the order in which it does. */
const ranks: Partial<Record<Phase, number>> = {
  'needs-attention': 0,
  'awaiting-approval': 1,
  failed: 2,
  'in-review': 3,
  running: 4,
  launching: 4,
  queued: 5,
  scheduled: 5,
};

/** Phases that a card tells of. */
export const cardPhases = Object.keys(ranks) as Phase[];

/** A failure is news for a week, then it is history. */
const FAILURE_NEWS_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Chooses and orders the lines: what needs a person first, within one phase
 * what has waited longest.
 */
export function cardTasks(
  tasks: AgentTask[],
  now: number = Date.now(),
): AgentTask[] {
  const news = tasks.filter(
    task =>
      ranks[task.phase] !== undefined &&
      (task.phase !== 'failed' ||
        now - Date.parse(task.phaseSince) < FAILURE_NEWS_MS),
  );
  news.sort(
    (a, b) =>
      ranks[a.phase]! - ranks[b.phase]! ||
      Date.parse(a.phaseSince) - Date.parse(b.phaseSince),
  );
  return news.slice(0, LINES);
}
