import {
  AgentTask,
  agentTaskApprovePermission,
  agentTaskAttendPermission,
  agentTaskResolvePermission,
  agentTaskRetryPermission,
  agentTaskWithdrawPermission,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';

/** What a person can do to a task. */
export type TaskActionName = 'retry' | 'withdraw' | 'resolve';

/** The permission behind each action. */
export const taskActionPermissions = {
  retry: agentTaskRetryPermission,
  withdraw: agentTaskWithdrawPermission,
  resolve: agentTaskResolvePermission,
  approve: agentTaskApprovePermission,
  attend: agentTaskAttendPermission,
};

/**
 * Why an action cannot be taken now, as a sentence; nothing where it can. The
 * state is named before the permission, because it is what changes.
 */
export function useTaskActionReason(
  task: AgentTask,
  action: keyof typeof taskActionPermissions,
): string | undefined {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const permission = usePermission({
    permission: taskActionPermissions[action],
    resourceRef: task.id,
  });
  const { allowed, reason } = task.actions[action];
  if (!allowed) {
    return reason ?? t('action.notNow');
  }
  if (permission.loading) {
    return t('action.checking');
  }
  return permission.allowed ? undefined : t(`action.${action}.forbidden`);
}
