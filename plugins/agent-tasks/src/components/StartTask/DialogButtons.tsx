import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import DialogActions from '@mui/material/DialogActions';
import Typography from '@mui/material/Typography';
import type { StartStep } from './StartTaskDialog';
import type { StartTask } from './useStartTask';

function focusOnMount(element: HTMLElement | null) {
  element?.focus();
}

/** The ways on, back and out of the dialog, whichever step it is at. */
export function DialogButtons(props: {
  step: StartStep;
  formId: string;
  start: StartTask;
  /** Whether there is something to fill in. */
  ready: boolean;
  /** Whether leaving was asked for although something was typed. */
  leaving: boolean;
  onLeave(): void;
  onStay(): void;
  onStep(step: StartStep): void;
  onCheck(): void;
  onSend(): void;
}) {
  const { step, formId, start, ready, leaving, onLeave, onStay } = props;
  const { onStep, onCheck, onSend } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { check, submitting } = start;

  if (leaving) {
    return (
      <DialogActions
        sx={{ px: 3, py: 1.5 }}
        role="alertdialog"
        aria-live="assertive"
      >
        <Typography variant="body2" sx={{ mr: 'auto' }}>
          {t('start.leave.question')}
        </Typography>
        <Button onClick={onStay} ref={focusOnMount}>
          {t('start.leave.stay')}
        </Button>
        <Button color="error" onClick={onLeave}>
          {t('start.leave.discard')}
        </Button>
      </DialogActions>
    );
  }
  return (
    <DialogActions sx={{ px: 3, py: 1.5 }}>
      <Button onClick={onLeave} disabled={submitting} sx={{ mr: 'auto' }}>
        {t('action.cancel')}
      </Button>
      {step !== 'choose' && (
        <Button
          disabled={submitting}
          onClick={() => onStep(step === 'check' ? 'fillIn' : 'choose')}
        >
          {t('start.back')}
        </Button>
      )}
      {step === 'choose' && (
        <Button
          variant="contained"
          disabled={!ready}
          onClick={() => onStep('fillIn')}
        >
          {t('start.next')}
        </Button>
      )}
      {step === 'fillIn' && (
        <Button key="fillIn" variant="contained" type="submit" form={formId}>
          {t('start.toCheck')}
        </Button>
      )}
      {step === 'check' && check?.state === 'unanswered' && (
        <Button
          key="again"
          variant="contained"
          disabled={submitting}
          onClick={check.preview ? onSend : onCheck}
        >
          {t('failureToLoad.again')}
        </Button>
      )}
      {step === 'check' && check?.state !== 'unanswered' && (
        <Button
          key="send"
          variant="contained"
          disabled={
            submitting ||
            !check ||
            check.state === 'checking' ||
            check.state === 'refused'
          }
          startIcon={
            submitting ? (
              <CircularProgress color="inherit" size={16} />
            ) : undefined
          }
          onClick={onSend}
        >
          {sendWords()}
        </Button>
      )}
    </DialogActions>
  );

  function sendWords() {
    switch (check?.state) {
      case 'refused':
        return t('start.notAllowed');
      case 'needs-approval':
        return t('start.askApproval');
      default:
        return submitting ? t('start.sending') : t('start.send');
    }
  }
}
