import type { Knex } from 'knex';
import type { CampaignTargetRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/** What an owner says of a target. */
export type TargetDecision =
  | { verb: 'defer'; until: Date; by: string; reason: string }
  | { verb: 'opt-out'; by: string; reason: string }
  | { verb: 'take-back' };

const nothingSaid = {
  opted_out: false,
  excluded_by: null,
  excluded_at: null,
  excluded_reason: null,
  deferred_until: null,
  deferred_by: null,
  deferred_at: null,
  deferred_reason: null,
} satisfies Partial<CampaignTargetRow>;

/** Writes an owner's word on a target; the caller holds the campaign's row. */
export async function decideTarget(
  tx: Knex.Transaction,
  target: Pick<CampaignTargetRow, 'id'>,
  decision: TargetDecision,
): Promise<void> {
  await tx('campaign_targets')
    .where({ id: target.id })
    .update({
      ...nothingSaid,
      ...patchOf(decision, databaseTime(tx)),
    });
}

function patchOf(
  decision: TargetDecision,
  now: Date,
): Partial<CampaignTargetRow> {
  switch (decision.verb) {
    case 'defer':
      return {
        deferred_until: decision.until,
        deferred_by: decision.by,
        deferred_at: now,
        deferred_reason: decision.reason,
      };
    case 'opt-out':
      return {
        opted_out: true,
        excluded_by: decision.by,
        excluded_at: now,
        excluded_reason: decision.reason,
      };
    default:
      return {};
  }
}
