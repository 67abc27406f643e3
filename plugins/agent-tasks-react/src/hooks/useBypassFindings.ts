import type {
  BypassFindingPage,
  ListBypassFindingsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';

/** Repositories are looked through every hour. */
const POLL_MS = 60_000;

/**
 * A page of agent tasks that were started past the broker, kept fresh.
 *
 * @public
 */
export function useBypassFindings(
  query: ListBypassFindingsQuery,
): LiveResult<BypassFindingPage> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(query),
    load: signal => api.listBypassFindings(query, { signal }),
    pollMs: () => POLL_MS,
    // signals tell of tasks of the broker
    concerns: () => false,
    keepPrevious: true,
  });
}
