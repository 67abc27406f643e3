import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  ReasonsList,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useAskFromDialog } from '../../hooks/useAskFromDialog';
import { useNotify } from '../../hooks/useNotify';
import { AskDialog, AskState, ReasonField } from '../AskDialog';
import { PersonRef } from '../PersonRef';
import { PromptView } from '../TaskPage/PromptView';

/** What an approver says. */
export type Verdict = 'approve' | 'reject';

/**
 * Shows what would be sent and why it waits, and takes a verdict about exactly
 * that: the broker refuses it where other words wait by then.
 */
export function ApprovalDialog(props: {
  task: AgentTaskDetail;
  verdict: Verdict;
  onClose(): void;
  onDone(): void;
}) {
  const { verdict, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  // what was read is what is decided about, whatever the page learns meanwhile
  const [task] = useState(props.task);
  const [comment, setComment] = useState('');
  const { running, reasons: refused, ask } = useAskFromDialog();
  const words = comment.trim();
  const rejects = verdict === 'reject';

  const confirm = async () => {
    const promptDigest = task.approval?.promptDigest ?? '';
    await ask(async () => {
      await (rejects
        ? api.rejectTask(task.id, { promptDigest, comment: words })
        : api.approveTask(task.id, {
            promptDigest,
            ...(words && { comment: words }),
          }));
      notify(t(`action.${verdict}.done`));
      onClose();
    });
    onDone();
  };

  return (
    <AskDialog
      title={t(`action.${verdict}.title`)}
      running={running}
      cancel={t(refused.length > 0 ? 'action.close' : 'action.cancel')}
      maxWidth="md"
      onClose={onClose}
      confirm={{
        label: t(`action.${verdict}.button`),
        color: rejects ? 'error' : 'primary',
        disabled: rejects && !words,
        onClick: () => void confirm(),
      }}
    >
      <Typography variant="body2">
        {task.title} · {task.repository.owner}/{task.repository.name} ·{' '}
        {t('approval.askedBy')}{' '}
        <PersonRef actor={task.approval?.askedBy ?? task.requestedBy} />
        <br />
        {t(`action.${verdict}.does`)}
      </Typography>
      {task.decision.reasons.length > 0 && (
        <ReasonsList
          severity="info"
          title={t('approval.why')}
          reasons={task.decision.reasons.map(({ code, message }) => ({
            code,
            message,
          }))}
        />
      )}
      <section aria-label={t('taskPage.tabs.prompt')}>
        <PromptView prompt={task.prompt} />
      </section>
      <ReasonField
        label={t('approval.comment')}
        helperText={t(`action.${verdict}.comment`)}
        value={comment}
        onChange={setComment}
        required={rejects}
        disabled={running}
      />
      <AskState
        running={running}
        title={t('approval.refused', { count: refused.length })}
        reasons={refused}
      />
    </AskDialog>
  );
}
