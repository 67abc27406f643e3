import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { useTaskActionReason } from '../../hooks/useTaskAction';
import { ReasonedButton } from '../ReasonedButton';
import { ResolveDialog } from './ResolveDialog';

/** The way to decide about a launch whose outcome stayed unknown. */
export function ResolveButton(props: { task: AgentTask; onDone(): void }) {
  const { task, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const reason = useTaskActionReason(task, 'resolve');
  const [open, setOpen] = useState(false);
  return (
    <>
      <ReasonedButton
        variant="contained"
        reason={reason}
        onClick={() => setOpen(true)}
      >
        {t('action.resolve.menu')}
      </ReasonedButton>
      {open && (
        <ResolveDialog
          tasks={[task]}
          onClose={() => setOpen(false)}
          onDone={onDone}
        />
      )}
    </>
  );
}
