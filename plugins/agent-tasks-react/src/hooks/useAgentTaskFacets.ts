import type {
  AgentTaskFacets,
  TaskFacetsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';
import { concernsEntities } from './concernsEntities';
import { pollMs } from './pollMs';

/**
 * Counts for filters and the figures on top of a page, kept fresh.
 *
 * @public
 */
export function useAgentTaskFacets(
  query: TaskFacetsQuery,
): LiveResult<AgentTaskFacets> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(query),
    load: signal => api.getTaskFacets(query, { signal }),
    pollMs: ({ figures }) => pollMs(figures.running > 0 ? ['running'] : []),
    concerns: signal => concernsEntities(signal, query.entityRef),
    keepPrevious: true,
  });
}
