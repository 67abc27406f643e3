import type { AgentTaskRepository } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { CampaignTargetRow } from '../../database/rows';

/** The repository of a target, where it has one. Pure. */
export function targetRepository(
  row: Pick<
    CampaignTargetRow,
    'host' | 'repository_owner' | 'repository_name' | 'repository_url'
  >,
): AgentTaskRepository | undefined {
  const { host, repository_owner: owner, repository_name: name } = row;
  return host !== null && owner !== null && name !== null
    ? { host, owner, name, url: row.repository_url ?? '' }
    : undefined;
}
