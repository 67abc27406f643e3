import type { Knex } from 'knex';
import type { CampaignTargetRow } from '../../rows';

/** What is written of a target after it was planned. */
export type TargetPatch = Partial<
  Pick<
    CampaignTargetRow,
    | 'task_id'
    | 'verdict'
    | 'reasons'
    | 'recall_state'
    | 'recall_message'
    | 'recall_failures'
  >
>;

/** Writes to a target, where its task is still the one that was seen. */
export async function updateTarget(
  db: Knex | Knex.Transaction,
  target: Pick<CampaignTargetRow, 'id' | 'task_id'>,
  patch: TargetPatch,
): Promise<boolean> {
  const { reasons, ...rest } = patch;
  const written = await db('campaign_targets')
    .where({ id: target.id, task_id: target.task_id })
    .update({
      ...rest,
      ...(reasons && { reasons: JSON.stringify(reasons) as never }),
    });
  return written > 0;
}
