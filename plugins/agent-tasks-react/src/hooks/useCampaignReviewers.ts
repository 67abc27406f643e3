import type {
  Campaign,
  CampaignReviewers,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';

const POLL_MS = 60_000;

/**
 * Who would review what a campaign brings, read again where it has changed.
 *
 * @public
 */
export function useCampaignReviewers(
  campaign: Campaign,
): LiveResult<CampaignReviewers> {
  const api = useApi(agentTasksApiRef);
  const { id, counts } = campaign;
  return useLiveQuery({
    key: JSON.stringify([id, counts]),
    load: signal => api.getCampaignReviewers(id, { signal }),
    pollMs: () => POLL_MS,
    concerns: () => false,
    keepPrevious: true,
  });
}
