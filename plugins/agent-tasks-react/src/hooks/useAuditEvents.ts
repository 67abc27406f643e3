import type {
  AuditEventPage,
  ListAuditEventsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';

const POLL_MS = 30_000;

/**
 * A page of the audit trail, kept fresh. While another page or filter loads,
 * the earlier rows stay.
 *
 * @public
 */
export function useAuditEvents(
  query: ListAuditEventsQuery,
): LiveResult<AuditEventPage> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(query),
    load: signal => api.listAuditEvents(query, { signal }),
    pollMs: () => POLL_MS,
    // nearly everything that is told is on the trail, and a reader is no hurry
    concerns: () => false,
    keepPrevious: true,
  });
}
