import {
  AuditVerification,
  RefusalError,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  ReasonsList,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { Verification } from './useVerification';

const number = new Intl.NumberFormat();

/** How a check goes, and what it found: the range, and the verdict on it. */
export function VerificationResult(props: {
  verification: Verification;
  onClose(): void;
}) {
  const { verification, onClose } = props;
  const { running, result, error } = verification;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (error) {
    return (
      <ReasonsList
        title={t('audit.verify.failed')}
        reasons={
          error instanceof RefusalError
            ? error.reasons
            : [{ code: 'error', message: error.message }]
        }
      />
    );
  }
  if (running) {
    return <Progress result={result} />;
  }
  if (!result) {
    return null;
  }
  const { broken, sealed } = result;
  const title = broken
    ? t('audit.verify.broken', { position: number.format(broken.position) })
    : t(sealed.position > 0 ? 'audit.verify.valid' : 'audit.verify.empty');
  return (
    <Alert
      severity={broken ? 'error' : 'success'}
      role={broken ? 'alert' : 'status'}
      onClose={onClose}
      closeText={t('audit.verify.close')}
    >
      <AlertTitle>{title}</AlertTitle>
      {broken && (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere', mb: 0.5 }}>
          {t(`audit.verify.reason.${broken.reason}`)} {broken.message}
        </Typography>
      )}
      <Range result={result} />
    </Alert>
  );
}

function Progress(props: { result?: AuditVerification }) {
  const { result } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { after = 0, until = 0 } = result?.checked ?? {};
  const end = result?.sealed.position ?? 0;
  return (
    <Box role="status" aria-label={t('audit.verify.running')}>
      <LinearProgress
        aria-hidden
        variant={result ? 'determinate' : 'indeterminate'}
        value={end > after ? ((until - after) / (end - after)) * 100 : 0}
      />
      <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
        {result
          ? t('audit.verify.progress', {
              until: number.format(until),
              end: number.format(end),
            })
          : t('audit.verify.running')}
      </Typography>
    </Box>
  );
}

/** What was checked, and what the verdict does not speak of, in sentences. */
function Range(props: { result: AuditVerification }) {
  const { result } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { checked, sealed, anchorsCompared, checkpoint, broken } = result;
  const sentences: string[] = [];
  if (checked.events > 0) {
    sentences.push(
      t('audit.verify.range', {
        events: number.format(checked.events),
        from: number.format(checked.after + 1),
        until: number.format(checked.until),
      }),
    );
  } else if (broken) {
    sentences.push(t('audit.verify.noRange'));
  }
  if (checked.events > 0) {
    sentences.push(
      anchorsCompared === 0
        ? t('audit.verify.noAnchors')
        : t('audit.verify.anchors', { count: anchorsCompared }),
    );
  }
  if (sealed.waiting > 0) {
    sentences.push(t('audit.verify.waiting', { count: sealed.waiting }));
  }
  if (checkpoint) {
    sentences.push(
      t('audit.verify.pruned', {
        position: number.format(checkpoint.position),
      }),
    );
  }
  return <Typography variant="body2">{sentences.join(' ')}</Typography>;
}
