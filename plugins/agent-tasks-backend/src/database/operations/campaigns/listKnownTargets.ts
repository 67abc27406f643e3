import type { Knex } from 'knex';
import type { CampaignTargetRow } from '../../rows';

/** What all targets of a campaign are known by, in their order. */
export async function listKnownTargets(
  db: Knex,
  campaignId: string,
): Promise<
  Pick<
    CampaignTargetRow,
    | 'id'
    | 'target_key'
    | 'entity_refs'
    | 'verdict'
    | 'excluded_at'
    | 'task_id'
    | 'added_at'
  >[]
> {
  return await db('campaign_targets')
    .where({ campaign_id: campaignId })
    .orderBy('position')
    .select(
      'id',
      'target_key',
      'entity_refs',
      'verdict',
      'excluded_at',
      'task_id',
      'added_at',
    );
}
