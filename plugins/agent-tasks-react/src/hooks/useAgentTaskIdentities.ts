import type { AgentTaskIdentity } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';

/** Budgets by the minute are worth a look every few seconds. */
const POLL_MS = 10_000;

/**
 * The health of the automation identities, kept fresh.
 *
 * @public
 */
export function useAgentTaskIdentities(): LiveResult<AgentTaskIdentity[]> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: 'identities',
    load: signal => api.listIdentities({ signal }),
    pollMs: () => POLL_MS,
    // signals tell of tasks, and every one of them would be a look
    concerns: () => false,
  });
}
