import type {
  CampaignSharePage,
  ListCampaignSharesQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';

const POLL_MS = 30_000;

/**
 * What campaigns are for some owners or entities, kept fresh.
 *
 * @public
 */
export function useCampaignShares(
  query: ListCampaignSharesQuery,
): LiveResult<CampaignSharePage> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(query),
    load: signal => api.listCampaignShares(query, { signal }),
    pollMs: () => POLL_MS,
    concerns: () => false,
    keepPrevious: true,
  });
}
