import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** What people call a target: its repository, else what named it. */
export function targetName({
  repository,
  entityRefs,
  row,
}: Pick<CampaignTarget, 'repository' | 'entityRefs' | 'row'>): string {
  return repository
    ? `${repository.owner}/${repository.name}`
    : entityRefs[0] ?? `#${row ?? '?'}`;
}
