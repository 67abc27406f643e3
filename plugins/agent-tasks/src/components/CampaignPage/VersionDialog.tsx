import type {
  Campaign,
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
import { useId, useState } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { useNotify } from '../../hooks/useNotify';
import { VersionPreview } from './VersionPreview';

/** Says what another version of the template would change, and changes it. */
export function VersionDialog(props: {
  campaign: Campaign;
  onClose(): void;
  onDone(): void;
}) {
  const { campaign, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  const titleId = useId();
  const [reason, setReason] = useState('');
  const [running, setRunning] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const { value, error, loading } = useAsync(
    () => api.changeCampaignVersion(campaign.id, { dryRun: true }),
    [api, campaign.id],
  );

  const confirm = async () => {
    setRunning(true);
    try {
      await api.changeCampaignVersion(campaign.id, {
        // what was looked at, and nothing later
        digest: value?.to.digest,
        ...(reason.trim() && { reason: reason.trim() }),
      });
      notify(t('campaign.version.done'));
      onDone();
    } catch (failure) {
      setReasons(reasonsOf(failure as Error));
      setRunning(false);
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
      <DialogTitle id={titleId}>{t('campaign.version.title')}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          {loading && (
            <LinearProgress aria-label={t('campaign.version.checking')} />
          )}
          {error && (
            <ReasonsList
              severity="info"
              title={t('campaign.version.not')}
              reasons={reasonsOf(error)}
            />
          )}
          {value && <VersionPreview change={value} />}
          {value && (
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
          {t(value ? 'campaign.actions.cancel' : 'campaign.actions.close')}
        </Button>
        <Button
          variant="contained"
          disabled={running || !value}
          onClick={() => void confirm()}
        >
          {t('campaign.version.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
