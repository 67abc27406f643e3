import type {
  AgentTaskApprovalPage,
  ListApprovalsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';
import { pollMs } from './pollMs';

/**
 * A page of the tasks that wait for approval, kept fresh.
 *
 * @public
 */
export function useAgentTaskApprovals(
  query: ListApprovalsQuery,
): LiveResult<AgentTaskApprovalPage> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(query),
    load: signal => api.listApprovals(query, { signal }),
    pollMs: page => pollMs(page.items.map(task => task.phase)),
    concerns: () => true,
    keepPrevious: true,
  });
}
