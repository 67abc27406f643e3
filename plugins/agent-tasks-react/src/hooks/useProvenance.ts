import type {
  ProvenancePage,
  ProvenanceQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';

/** What an auditor reads does not have to be of this second. */
const POLL_MS = 60_000;

/**
 * Where changes came from: counts and a page of tasks. While another question
 * loads, the earlier answer stays.
 *
 * @public
 */
export function useProvenance(
  query: ProvenanceQuery,
): LiveResult<ProvenancePage> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(query),
    load: signal => api.getProvenance(query, { signal }),
    pollMs: () => POLL_MS,
    // counts over everything are not for every change of a task
    concerns: () => false,
    keepPrevious: true,
  });
}
