import type {
  AgentTask,
  Reason,
  ResolveTaskResult,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useState } from 'react';
import { parseGitHubTaskId } from './parseGitHubTaskId';
import type { Resolution } from './ResolveChoice';

/** Sends a decision and keeps what became of each task. */
export function useResolve() {
  const api = useApi(agentTasksApiRef);
  const [running, setRunning] = useState(false);
  const [results, setResults] = useState<ResolveTaskResult[]>();
  const [refusal, setRefusal] = useState<Reason[]>();

  const run = async (options: {
    tasks: AgentTask[];
    resolution: Resolution;
    link: string;
    reason: string;
  }): Promise<ResolveTaskResult[] | undefined> => {
    const { tasks, resolution, link, reason } = options;
    setRunning(true);
    setRefusal(undefined);
    try {
      const answered = await api.resolveTasks({
        ids: tasks.map(task => task.id),
        action: resolution,
        ...(resolution === 'mark-launched' && {
          githubTaskId: parseGitHubTaskId(link),
        }),
        ...(reason && { reason }),
      });
      setResults(answered);
      return answered;
    } catch (error) {
      setRefusal(reasonsOf(error as Error));
      return undefined;
    } finally {
      setRunning(false);
    }
  };

  return { run, running, results, refusal };
}
