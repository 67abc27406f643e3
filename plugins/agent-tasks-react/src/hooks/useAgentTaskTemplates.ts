import type {
  AgentTaskTemplate,
  ListTemplatesQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';

/** Templates change with a commit to Git, or when somebody approves one. */
const POLL_MS = 60_000;

/**
 * The templates that the reader may see, kept fresh.
 *
 * @public
 */
export function useAgentTaskTemplates(
  query: ListTemplatesQuery = {},
): LiveResult<AgentTaskTemplate[]> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(query),
    load: signal => api.listTemplates(query, { signal }),
    pollMs: () => POLL_MS,
    // signals tell of tasks, and every one of them would be a look
    concerns: () => false,
    keepPrevious: true,
  });
}
