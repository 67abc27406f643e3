import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTaskActionReason } from '../../hooks/useTaskAction';
import { ReasonedButton } from '../ReasonedButton';
import { ApprovalDialog, Verdict } from './ApprovalDialog';

/** The two things that an approver can say, each after reading. */
export function ApprovalButtons(props: {
  task: AgentTaskDetail;
  onDone(): void;
}) {
  const { task, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const reason = useTaskActionReason(task, 'approve');
  const [verdict, setVerdict] = useState<Verdict>();
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <ReasonedButton
        variant="contained"
        reason={reason}
        onClick={() => setVerdict('approve')}
      >
        {t('action.approve.menu')}
      </ReasonedButton>
      <ReasonedButton
        variant="outlined"
        reason={reason}
        onClick={() => setVerdict('reject')}
      >
        {t('action.reject.menu')}
      </ReasonedButton>
      {verdict && (
        <ApprovalDialog
          task={task}
          verdict={verdict}
          onClose={() => setVerdict(undefined)}
          onDone={onDone}
        />
      )}
    </Box>
  );
}
