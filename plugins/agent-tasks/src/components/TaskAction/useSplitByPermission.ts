import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import useAsync from 'react-use/lib/useAsync';
import {
  TaskActionName,
  taskActionPermissions,
} from '../../hooks/useTaskAction';

/** Which of the tasks an action would touch, and why not the others. */
export type TaskSplit = {
  able: AgentTask[];
  unable: { task: AgentTask; reason: string }[];
};

/** Asks state and permission of every task, before anything is done. */
export function useSplitByPermission(
  tasks: AgentTask[],
  action: TaskActionName,
): { split?: TaskSplit; error?: Error } {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const permissionApi = useApi(permissionApiRef);
  const { value, error } = useAsync(async () => {
    const split: TaskSplit = { able: [], unable: [] };
    const answers = await Promise.all(
      tasks.map(task =>
        permissionApi.authorize({
          permission: taskActionPermissions[action],
          resourceRef: task.id,
        }),
      ),
    );
    tasks.forEach((task, index) => {
      const { allowed, reason } = task.actions[action];
      if (!allowed) {
        split.unable.push({ task, reason: reason ?? t('action.notNow') });
      } else if (answers[index].result !== 'ALLOW') {
        split.unable.push({ task, reason: t(`action.${action}.forbidden`) });
      } else {
        split.able.push(task);
      }
    });
    return split;
    // the dialog decides about the rows as they were when it opened
  }, []);
  return { split: value, error };
}
