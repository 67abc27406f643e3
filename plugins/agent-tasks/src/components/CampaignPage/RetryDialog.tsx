import type {
  Campaign,
  CampaignRetry,
  FailureClass,
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
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { useNotify } from '../../hooks/useNotify';
import { PersonRef } from '../PersonRef';

const format = new Intl.NumberFormat();

/** Says whose tasks a retry touches, asks once, does it, and what was refused. */
export function RetryDialog(props: {
  campaign: Campaign;
  failureClass: FailureClass;
  onClose(): void;
  /** Something was tried again. */
  onDone(): void;
}) {
  const { campaign, failureClass, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  const titleId = useId();
  const [reason, setReason] = useState('');
  const [running, setRunning] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const preview = useAsync(
    () => api.retryCampaignTargets(campaign.id, { failureClass, dryRun: true }),
    [api, campaign.id, failureClass],
  );
  const { value } = preview;
  const [done, setDone] = useState<CampaignRetry>();

  const confirm = async () => {
    setRunning(true);
    try {
      const retry = await api.retryCampaignTargets(campaign.id, {
        failureClass,
        ...(reason.trim() && { reason: reason.trim() }),
      });
      notify(t('campaign.failures.done', { count: retry.retried }));
      onDone();
      if (retry.refused.length) {
        setDone(retry);
        setRunning(false);
      } else {
        onClose();
      }
    } catch (error) {
      setReasons(reasonsOf(error as Error));
      setRunning(false);
    }
  };

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      aria-labelledby={titleId}
      onClose={running ? undefined : onClose}
    >
      <DialogTitle id={titleId}>
        {t('campaign.retry.title', { failure: failureClass })}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          {preview.loading && (
            <LinearProgress aria-label={t('campaign.retry.checking')} />
          )}
          {preview.error && <ReasonsList reasons={reasonsOf(preview.error)} />}
          {value && !done && (
            <Alert
              severity={value.tasks ? 'warning' : 'info'}
              aria-live="polite"
            >
              <div>
                {t('campaign.retry.does', {
                  count: value.tasks,
                  value: format.format(value.tasks),
                })}
              </div>
              <Box
                component="ul"
                sx={{
                  m: 0,
                  mt: 0.5,
                  pl: 2.5,
                  maxHeight: 220,
                  overflowY: 'auto',
                }}
              >
                {value.owners.map(({ owner, tasks }) => (
                  <li key={owner ?? ''}>
                    {owner ? (
                      <PersonRef actor={owner} />
                    ) : (
                      t('campaign.slices.nobody')
                    )}
                    {` · ${format.format(tasks)}`}
                  </li>
                ))}
              </Box>
            </Alert>
          )}
          {value && !done && value.tasks > 0 && (
            <TextField
              label={t('campaign.actions.reason')}
              value={reason}
              onChange={event => setReason(event.target.value)}
              inputProps={{ maxLength: 1000 }}
              size="small"
              fullWidth
              multiline
              disabled={running}
            />
          )}
          {running && <LinearProgress />}
          {done && (
            <ReasonsList
              title={t('campaign.retry.refused', {
                count: done.refused.length,
              })}
              severity="warning"
              reasons={distinct(done.refused.flatMap(each => each.reasons))}
            />
          )}
          {reasons.length > 0 && (
            <ReasonsList
              title={t('campaign.actions.refused')}
              reasons={reasons}
            />
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={running}>
          {t(done ? 'campaign.actions.close' : 'campaign.actions.cancel')}
        </Button>
        {!done && (
          <Button
            variant="contained"
            disabled={running || !value?.tasks}
            onClick={() => void confirm()}
          >
            {t('campaign.retry.confirm')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

/** Hundreds of tasks may be refused for one reason. */
function distinct(reasons: Reason[]): Reason[] {
  return [
    ...new Map(
      reasons.map(reason => [`${reason.code} ${reason.message}`, reason]),
    ).values(),
  ];
}
