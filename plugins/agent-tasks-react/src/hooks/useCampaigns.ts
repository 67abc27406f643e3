import type {
  Campaign,
  CampaignPage,
  CampaignProgress,
  CampaignTargetPage,
  ListCampaignsQuery,
  ListCampaignTargetsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';

const PLANNING_POLL_MS = 1_000;
const RUNNING_POLL_MS = 5_000;
const IDLE_POLL_MS = 60_000;
/** While targets of a plan are looked at for the first time. */
const LOOKING_POLL_MS = 5_000;

function pollOf(campaigns: Pick<Campaign, 'state'>[]): number {
  const states = campaigns.map(({ state }) => state);
  if (states.includes('planning')) {
    return PLANNING_POLL_MS;
  }
  return states.some(state => state === 'running' || state === 'recalling')
    ? RUNNING_POLL_MS
    : IDLE_POLL_MS;
}

/**
 * A page of campaigns, kept fresh.
 *
 * @public
 */
export function useCampaigns(
  query: ListCampaignsQuery,
): LiveResult<CampaignPage> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(query),
    load: signal => api.listCampaigns(query, { signal }),
    pollMs: page => pollOf(page?.items ?? []),
    concerns: () => false,
    keepPrevious: true,
  });
}

/**
 * One campaign, kept fresh: each second while it is planned.
 *
 * @public
 */
export function useCampaign(id: string): LiveResult<Campaign> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: id,
    load: signal => api.getCampaign(id, { signal }),
    pollMs: campaign => pollOf(campaign ? [campaign] : []),
    concerns: () => false,
  });
}

/**
 * A page of a campaign's targets, read again where the campaign has changed.
 *
 * @public
 */
export function useCampaignTargets(
  campaign: Campaign,
  query: ListCampaignTargetsQuery,
): LiveResult<CampaignTargetPage> {
  const api = useApi(agentTasksApiRef);
  const { id, state, counts } = campaign;
  return useLiveQuery({
    key: JSON.stringify([id, state, counts, query]),
    load: signal => api.listCampaignTargets(id, query, { signal }),
    pollMs: () => pollOf([campaign]),
    concerns: () => false,
    keepPrevious: true,
  });
}

/**
 * How a campaign has gone, read again where it has changed.
 *
 * @public
 */
export function useCampaignProgress(
  campaign: Campaign,
): LiveResult<CampaignProgress> {
  const api = useApi(agentTasksApiRef);
  const { id, counts } = campaign;
  return useLiveQuery({
    key: JSON.stringify([id, counts]),
    load: signal => api.getCampaignProgress(id, { signal }),
    pollMs: progress =>
      campaign.state === 'planned' && progress?.goal?.counts.unknown
        ? LOOKING_POLL_MS
        : IDLE_POLL_MS,
    concerns: () => false,
    keepPrevious: true,
  });
}
