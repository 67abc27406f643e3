import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/**
 * Notes how far a planning has come, and that its replica lives.
 *
 * @returns false where another planning counts by now.
 */
export async function notePlanning(
  tx: Knex | Knex.Transaction,
  planning: { campaignId: string; planningId: string; leaseMs: number },
  patch: Partial<
    Pick<CampaignRow, 'planning_done' | 'planning_total' | 'planning_problem'>
  >,
): Promise<boolean> {
  const written = await tx('campaigns')
    .where({
      id: planning.campaignId,
      planning_id: planning.planningId,
      state: 'planning',
    })
    .update({ ...patch, planning_until: databaseTime(tx, planning.leaseMs) });
  return written > 0;
}
