/** What is known of an attempt of ours that a prompt carries the marker of. */
export type MarkedAttempt = {
  taskId: string;
  /** GitHub's task that the attempt is bound to, once it is known. */
  githubTaskId?: string;
  /** Whether the broker still finds out what became of the attempt. */
  open: boolean;
  /** host/owner/name in lower case. */
  repository: string;
  intentAt: Date;
  /** GitHub's id of the user that launched; unknown for a lent token. */
  creatorId?: string;
};

/** A task on GitHub that no attempt of ours is bound to. */
export type UnboundTask = {
  id: string;
  /** host/owner/name in lower case. */
  repository: string;
  creatorId?: string;
  createdAt: Date;
  /** Prompts of its sessions. */
  prompts: string[];
  /** The attempts whose markers the prompts carry. */
  marked: MarkedAttempt[];
};

/** Whose a task is, as far as it can be said now. */
export type Explanation =
  | { kind: 'ours' }
  /** It may still turn out to be ours. */
  | { kind: 'wait' }
  | { kind: 'no-intent' }
  | { kind: 'marker-copied'; taskId: string };

/** A task's first session, and its prompt, may come this much later. */
const PROMPT_LAG_MS = 10 * 60_000;

/** Clocks of GitHub and of the database may differ by as much. */
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Says whether an intent of ours explains a task.
 *
 * A marker alone does not: prompts are read by many and copied by some. It
 * counts for the task that its attempt is bound to, and while the outcome of
 * the attempt is still unknown for a task that the attempt could have made: in
 * its repository, by its user, not before its intent.
 */
export function explainTask(task: UnboundTask, now: Date): Explanation {
  const { marked, prompts, createdAt } = task;
  if (marked.some(({ githubTaskId }) => githubTaskId === task.id)) {
    return { kind: 'ours' };
  }
  if (marked.some(attempt => couldHaveMade(attempt, task))) {
    return { kind: 'wait' };
  }
  const [copied] = marked;
  if (copied) {
    return { kind: 'marker-copied', taskId: copied.taskId };
  }
  const isNew = now.getTime() - createdAt.getTime() < PROMPT_LAG_MS;
  return !prompts.length && isNew ? { kind: 'wait' } : { kind: 'no-intent' };
}

function couldHaveMade(attempt: MarkedAttempt, task: UnboundTask): boolean {
  return (
    attempt.open &&
    attempt.githubTaskId === undefined &&
    attempt.repository === task.repository &&
    (attempt.creatorId === undefined ||
      task.creatorId === undefined ||
      attempt.creatorId === task.creatorId) &&
    task.createdAt.getTime() >= attempt.intentAt.getTime() - CLOCK_SKEW_MS
  );
}
