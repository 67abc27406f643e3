import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ButtonProps } from '@mui/material/Button';
import { useState } from 'react';
import { useTaskActionReason } from '../../hooks/useTaskAction';
import { ReasonedButton } from '../ReasonedButton';
import type { PlainActionName } from './PlainActionName';
import { TaskActionDialog } from './TaskActionDialog';

/** Retries or withdraws one task, after saying what that does. */
export function TaskActionButton(props: {
  task: AgentTask;
  action: PlainActionName;
  variant?: ButtonProps['variant'];
  size?: ButtonProps['size'];
  onDone(): void;
}) {
  const { task, action, variant = 'outlined', size, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const reason = useTaskActionReason(task, action);
  const [open, setOpen] = useState(false);
  return (
    <>
      <ReasonedButton
        variant={variant}
        size={size}
        reason={reason}
        onClick={() => setOpen(true)}
      >
        {t(`action.${action}.button`)}
      </ReasonedButton>
      {open && (
        <TaskActionDialog
          action={action}
          tasks={[task]}
          onClose={() => setOpen(false)}
          onDone={onDone}
        />
      )}
    </>
  );
}
