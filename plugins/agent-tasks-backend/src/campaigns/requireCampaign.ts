import type { CampaignRow } from '../database/rows';
import { createRefusal } from '../refusals/Refusal';

/** @throws NotFoundError where there is no such campaign */
export function requireCampaign(row: CampaignRow | undefined): CampaignRow {
  if (!row) {
    throw createRefusal('not-found', [
      { code: 'campaign-not-found', message: 'There is no such campaign.' },
    ]);
  }
  return row;
}
