import type {
  AgentTask,
  Reason,
  RetryTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useState } from 'react';
import type { PlainActionName } from './PlainActionName';

/** What came of one task of a run. */
export type TaskActionOutcome = { task: AgentTask; reasons: Reason[] };

/**
 * Does one thing to several tasks, one after the other, so that a refusal of
 * one does not stop the rest. `outcomes` grows while it runs.
 */
export function useRunTaskAction(action: PlainActionName) {
  const api = useApi(agentTasksApiRef);
  const [outcomes, setOutcomes] = useState<TaskActionOutcome[]>();
  const [running, setRunning] = useState(false);

  const run = async (
    tasks: AgentTask[],
    bodyOf: (task: AgentTask) => RetryTaskRequest,
  ) => {
    setRunning(true);
    setOutcomes([]);
    const done: TaskActionOutcome[] = [];
    for (const task of tasks) {
      let reasons: Reason[] = [];
      try {
        await (action === 'retry'
          ? api.retryTask(task.id, bodyOf(task))
          : api.withdrawTask(task.id, bodyOf(task)));
      } catch (error) {
        reasons = reasonsOf(error as Error);
      }
      done.push({ task, reasons });
      setOutcomes([...done]);
    }
    setRunning(false);
    return done;
  };

  return { run, running, outcomes };
}
