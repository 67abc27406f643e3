import type { EscalationConfig } from '../config/EscalationConfig';

/** Who is told, in this order. */
export const rungs = ['owner', 'parent-groups', 'on-call', 'admins'] as const;

/** A rung of the ladder. */
export type Rung = (typeof rungs)[number];

/** The next ones to be told, and when it goes on. */
export type Escalation = {
  rung: Rung;
  recipients: string[];
  /** Rungs that are behind it then. */
  level: number;
  /** Until the next rung is told; undefined where this is the last one. */
  nextInMs?: number;
};

/**
 * The next rung with somebody who was not told yet. Pure.
 *
 * @param level - rungs that are behind
 * @param told - entity references of who was told
 * @returns undefined where there is none.
 */
export function nextRung(
  level: number,
  told: string[],
  people: Record<Rung, string[]>,
  ladder: EscalationConfig['ladder'],
): Escalation | undefined {
  const known = new Set(told.map(ref => ref.toLowerCase()));
  for (let index = level; index < rungs.length; index++) {
    const rung = rungs[index];
    const recipients = [
      ...new Set(people[rung].map(ref => ref.toLowerCase())),
    ].filter(ref => !known.has(ref));
    if (recipients.length) {
      const next = rungs[index + 1];
      return {
        rung,
        recipients,
        level: index + 1,
        ...(next && {
          nextInMs: Math.max(afterMs(ladder, next) - afterMs(ladder, rung), 0),
        }),
      };
    }
  }
  return undefined;
}

function afterMs(ladder: EscalationConfig['ladder'], rung: Rung): number {
  switch (rung) {
    case 'owner':
      return 0;
    case 'parent-groups':
      return ladder.parentGroupsMs;
    case 'on-call':
      return ladder.onCallMs;
    default:
      return ladder.adminsMs;
  }
}
