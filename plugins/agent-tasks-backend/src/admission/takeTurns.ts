import type { Candidate } from '../database/operations/admission/listCandidates';
import type { Turns } from '../database/operations/admission/readTurns';
import { INTERACTIVE_PRIORITY } from './priorities';
import type { Room } from './Room';

/** Of so many launches in a row, one is for work that nobody waits for. */
const TURNS_OF_BOTH = 10;

/**
 * Chooses who may launch now, pure.
 *
 * Interactive work goes first, and leaves one turn in ten to the rest, so that
 * neither starves. Within both, fairness keys take turns: first who had the
 * latest turn the longest ago, across admissions, and each with its highest
 * priority and longest waiting task. A task that has no room is passed over.
 *
 * @returns at most `limit` candidates, in the order of their turns
 */
export function takeTurns(options: {
  candidates: Candidate[];
  turns: Turns;
  room: Room;
  limit: number;
}): Candidate[] {
  const { candidates, turns, room, limit } = options;
  const isInteractive = ({ priority }: Candidate) =>
    priority >= INTERACTIVE_PRIORITY;
  const interactive = inTurns(candidates.filter(isInteractive), turns, room);
  const rest = inTurns(
    candidates.filter(candidate => !isInteractive(candidate)),
    turns,
    room,
  );
  const taken: Candidate[] = [];
  let inRow = turns.interactiveInRow;
  while (taken.length < limit) {
    const restFirst = inRow >= TURNS_OF_BOTH - 1;
    const next = restFirst
      ? rest.next().value ?? interactive.next().value
      : interactive.next().value ?? rest.next().value;
    if (!next) {
      break;
    }
    inRow = isInteractive(next) ? inRow + 1 : 0;
    room.take(next);
    taken.push(next);
  }
  return taken;
}

function* inTurns(
  candidates: Candidate[],
  turns: Turns,
  room: Room,
): Generator<Candidate, undefined> {
  const queues = new Map<string, Candidate[]>();
  // they come in the order of waiting, which the sort keeps
  for (const candidate of [...candidates].sort(
    (a, b) => b.priority - a.priority,
  )) {
    const queue = queues.get(candidate.fairnessKey) ?? [];
    queue.push(candidate);
    queues.set(candidate.fairnessKey, queue);
  }
  let waiting = [...queues].sort(
    ([a], [b]) => (turns.latest.get(a) ?? 0) - (turns.latest.get(b) ?? 0),
  );
  while (waiting.length) {
    for (const [, queue] of waiting) {
      let next = queue.shift();
      while (next && !room.fits(next)) {
        next = queue.shift();
      }
      if (next) {
        yield next;
      }
    }
    waiting = waiting.filter(([, queue]) => queue.length);
  }
  return undefined;
}
