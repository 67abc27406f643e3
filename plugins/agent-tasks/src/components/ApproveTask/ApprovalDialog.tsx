import type {
  AgentTaskDetail,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  ReasonsList,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useNotify } from '../../hooks/useNotify';
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
  const titleId = useId();
  // what was read is what is decided about, whatever the page learns meanwhile
  const [task] = useState(props.task);
  const [comment, setComment] = useState('');
  const [running, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<Reason[]>();
  const words = comment.trim();
  const rejects = verdict === 'reject';

  const confirm = async () => {
    const promptDigest = task.approval?.promptDigest ?? '';
    setRunning(true);
    setRefusal(undefined);
    try {
      await (rejects
        ? api.rejectTask(task.id, { promptDigest, comment: words })
        : api.approveTask(task.id, {
            promptDigest,
            ...(words && { comment: words }),
          }));
      notify(t(`action.${verdict}.done`));
      onClose();
    } catch (error) {
      setRefusal(reasonsOf(error as Error));
    } finally {
      setRunning(false);
      onDone();
    }
  };

  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      aria-labelledby={titleId}
      onClose={running ? undefined : onClose}
    >
      <DialogTitle id={titleId}>{t(`action.${verdict}.title`)}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
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
          <TextField
            label={t('approval.comment')}
            helperText={t(`action.${verdict}.comment`)}
            value={comment}
            onChange={event => setComment(event.target.value)}
            inputProps={{ maxLength: 1000 }}
            size="small"
            fullWidth
            multiline
            required={rejects}
            disabled={running}
          />
          {running && <LinearProgress />}
          {refusal && (
            <ReasonsList
              title={t('approval.refused', { count: refusal.length })}
              reasons={refusal}
            />
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={running}>
          {refusal ? t('action.close') : t('action.cancel')}
        </Button>
        <Button
          variant="contained"
          color={rejects ? 'error' : 'primary'}
          disabled={running || (rejects && !words)}
          onClick={() => void confirm()}
        >
          {t(`action.${verdict}.button`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
