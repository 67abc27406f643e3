import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/** Begins to look at targets, as of now. */
export async function insertOutcomes(
  tx: Knex.Transaction,
  targetIds: string[],
): Promise<void> {
  if (targetIds.length) {
    await tx('campaign_outcomes').insert(
      targetIds.map(id => ({
        target_id: id,
        outcome: 'unknown' as const,
        due_at: databaseTime(tx),
      })),
    );
  }
}
