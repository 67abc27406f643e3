import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/** Notes which targets have an anchor, and when the others are tried again. */
export async function finishAnchor(
  knex: Knex,
  options: {
    position: string;
    told: string[];
    /** Absent where every target has it. */
    again?: { inMs: number; error: string };
  },
): Promise<void> {
  const { position, told, again } = options;
  await knex('audit_anchors')
    .where({ position })
    .update({
      told: JSON.stringify(told) as unknown as string[],
      due_at: again ? databaseTime(knex, again.inMs) : null,
      failures: again ? (knex.raw('failures + 1') as unknown as number) : 0,
      last_error: again?.error ?? null,
    });
}
