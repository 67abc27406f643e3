import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import {
  CampaignMove,
  endedCampaignStates,
  nextCampaignState,
} from '../../../campaigns/campaignStates';
import type { CampaignEventRow, CampaignRow } from '../../rows';
import { databaseTime } from '../sqlTime';
import { appendCampaignEvent } from './appendCampaignEvent';

/** Columns that a move may set beside the state. */
export type CampaignPatch = Partial<
  Pick<
    CampaignRow,
    | 'state_reason'
    | 'started_by'
    | 'started_at'
    | 'due_look_at'
    | 'planning_id'
    | 'planning_until'
    | 'planning_done'
    | 'planning_total'
    | 'planning_problem'
    | 'recall'
  >
>;

/**
 * Moves a campaign, and tells its story. The only writer of `state` after the
 * insert, conditional on the state that the caller has seen.
 *
 * @returns undefined where the state has changed or does not allow the move.
 */
export async function moveCampaign(
  tx: Knex.Transaction,
  options: {
    campaign: Pick<CampaignRow, 'id' | 'state'>;
    move: CampaignMove;
    patch?: CampaignPatch;
    event?: {
      kind: CampaignEventRow['kind'];
      actor: string;
      data?: JsonObject;
    };
  },
): Promise<CampaignRow | undefined> {
  const { campaign, move, patch = {}, event } = options;
  const state = nextCampaignState(campaign.state, move);
  if (!state) {
    return undefined;
  }
  const { recall, ...rest } = patch;
  const [row] = await tx('campaigns')
    .where({ id: campaign.id, state: campaign.state })
    .update({
      state_reason: null,
      ...rest,
      ...(recall && { recall: JSON.stringify(recall) as never }),
      state,
      ...(state !== campaign.state && { state_since: databaseTime(tx) }),
      ...(endedCampaignStates.includes(state)
        ? {
            ended_at: tx.raw(
              'coalesce(ended_at, clock_timestamp())',
            ) as unknown as Date,
          }
        : { ended_at: null }),
    })
    .returning('*');
  if (row && event) {
    await appendCampaignEvent(tx, { campaignId: row.id, ...event });
  }
  return row;
}
