import type { CampaignWaveRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';

/** Gives a campaign that has not started its waves. */
export async function replaceWaves(
  tx: Knex.Transaction,
  campaignId: string,
  waves: CampaignWaveRequest[],
): Promise<void> {
  await tx('campaign_waves').where({ campaign_id: campaignId }).delete();
  await tx('campaign_waves').insert(
    waves.map(({ title, select, gate }, index) => ({
      campaign_id: campaignId,
      number: index + 1,
      title: title ?? null,
      select: JSON.stringify(select) as never,
      gate: gate ? (JSON.stringify(gate) as never) : null,
      state: 'waiting' as const,
    })),
  );
}
