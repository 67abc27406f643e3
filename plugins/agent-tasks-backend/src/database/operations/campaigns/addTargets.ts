import type { Knex } from 'knex';
import type { JudgedTarget } from '../../../campaigns/targets/judgeTargets';
import { databaseTime } from '../sqlTime';
import { insertTargets } from './insertTargets';

/**
 * Appends targets after the last position. The caller has locked the campaign,
 * so that nobody else gives these positions away.
 */
export async function addTargets(
  tx: Knex.Transaction,
  options: { campaignId: string; targets: JudgedTarget[]; addedBy: string },
): Promise<void> {
  const { campaignId, targets, addedBy } = options;
  const [{ last }] = await tx('campaign_targets')
    .where({ campaign_id: campaignId })
    .max<{ last: number | null }[]>('position as last');
  await insertTargets(
    tx,
    targets.map((target, index) => ({
      ...target,
      position: (last ?? 0) + index + 1,
      added_by: addedBy,
      added_at: databaseTime(tx) as unknown as Date,
    })),
  );
}
