import type { Knex } from 'knex';
import type { CampaignTargetRow } from '../../rows';

/** A target that was planned. */
export type PlannedTarget = Omit<
  CampaignTargetRow,
  | 'wave'
  | 'task_id'
  | 'recall_state'
  | 'recall_message'
  | 'recall_failures'
  | 'excluded_at'
  | 'opted_out'
  | 'deferred_until'
  | 'deferred_by'
  | 'deferred_at'
  | 'deferred_reason'
  | 'added_by'
  | 'added_at'
> & { excluded_at: Date | null } & Partial<
    Pick<CampaignTargetRow, 'added_by' | 'added_at'>
  >;

/** Inserts planned targets. */
export async function insertTargets(
  tx: Knex.Transaction,
  targets: PlannedTarget[],
): Promise<void> {
  if (targets.length) {
    await tx('campaign_targets').insert(
      targets.map(target => ({
        ...target,
        entity_refs: JSON.stringify(target.entity_refs) as never,
        parameters: JSON.stringify(target.parameters) as never,
        reasons: JSON.stringify(target.reasons) as never,
      })),
    );
  }
}
