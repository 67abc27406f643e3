import type {
  AgentTaskPage,
  ListTasksQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';
import { concernsEntities } from './concernsEntities';
import { pollMs } from './pollMs';

/**
 * A page of tasks, kept fresh. While another page or filter loads, the earlier
 * rows stay.
 *
 * @public
 */
export function useAgentTasks(
  query: ListTasksQuery,
): LiveResult<AgentTaskPage> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(query),
    load: signal => api.listTasks(query, { signal }),
    pollMs: page => pollMs(page.items.map(task => task.phase)),
    concerns: signal => concernsEntities(signal, query.entityRef),
    keepPrevious: true,
  });
}
