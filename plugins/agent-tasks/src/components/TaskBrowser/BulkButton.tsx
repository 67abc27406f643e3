import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TaskActionName } from '../../hooks/useTaskAction';
import { ReasonedButton } from '../ReasonedButton';

/** Does one thing to the selected rows; says why where none of them lets it. */
export function BulkButton(props: {
  tasks: AgentTask[];
  action: TaskActionName;
  onClick(): void;
}) {
  const { tasks, action, onClick } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const answers = tasks.map(task => task.actions[action]);
  const reasons = new Set(
    answers.map(({ reason }) => reason ?? t('action.notNow')),
  );
  const none =
    reasons.size === 1
      ? [...reasons][0]
      : t(`action.${action}.none`, { value: String(tasks.length) });
  return (
    <ReasonedButton
      size="small"
      reason={answers.some(({ allowed }) => allowed) ? undefined : none}
      onClick={onClick}
    >
      {t(`action.${action}.menu`)}
    </ReasonedButton>
  );
}
