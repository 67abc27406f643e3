import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { CampaignRow } from '../database/rows';
import { createRefusal } from '../refusals/Refusal';
import { campaignActions } from './campaignStates';

/** @throws ConflictError where the campaign's state does not allow it */
export function requireAction(
  { state }: Pick<CampaignRow, 'state'>,
  action: keyof Campaign['actions'],
  targets = 1,
): void {
  const { allowed, reason } = campaignActions({
    state,
    targets,
    openWave: true,
  })[action];
  if (!allowed) {
    throw createRefusal('conflict', [
      {
        code: 'campaign-not-possible',
        message: reason ?? 'The state of the campaign does not allow it.',
      },
    ]);
  }
}
