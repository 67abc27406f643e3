import type {
  AgentTaskRepository,
  CampaignTargetStatus,
  Phase,
  TargetClashes,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { revealHidden } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { listOpenTasks } from '../../database/operations/campaigns/listOpenTasks';
import { listOverlaps } from '../../database/operations/campaigns/listOverlaps';
import type { CampaignRow } from '../../database/rows';
import { optional } from '../../json/optional';

const MOST = 20;

/**
 * What else is under way where a target's task works, whoever may read it.
 *
 * @returns undefined where there is nothing
 */
export async function findClashes(
  database: Knex,
  campaign: Pick<CampaignRow, 'id'>,
  repository: Pick<AgentTaskRepository, 'host' | 'owner' | 'name'>,
): Promise<TargetClashes | undefined> {
  const where = { repository, exceptCampaignId: campaign.id, limit: MOST };
  const [tasks, campaigns] = await Promise.all([
    listOpenTasks(database, where),
    listOverlaps(database, where),
  ]);
  if (!tasks.length && !campaigns.length) {
    return undefined;
  }
  return {
    tasks: tasks.map(row => ({
      id: row.id,
      title: revealHidden(row.title),
      phase: row.phase as Phase,
      requestedBy: row.requested_by,
      ...optional('campaignId', row.campaign_id),
      ...(row.pull_number !== null &&
        row.pull_url !== null && {
          pullRequest: { number: row.pull_number, url: row.pull_url },
        }),
    })),
    hiddenTasks: 0,
    campaigns: campaigns.map(({ id, title, state, status }) => ({
      id,
      title: revealHidden(title),
      state,
      status: status as CampaignTargetStatus,
    })),
  };
}
