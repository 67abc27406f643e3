import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';
import { pollMs } from './pollMs';

/**
 * One task with its story, kept fresh.
 *
 * @public
 */
export function useAgentTask(id: string): LiveResult<AgentTaskDetail> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: id,
    load: signal => api.getTask(id, { signal }),
    pollMs: task => pollMs([task.phase]),
    concerns: signal => !signal.taskIds?.length || signal.taskIds.includes(id),
  });
}
