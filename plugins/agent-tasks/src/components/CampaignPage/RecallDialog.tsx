import type {
  Campaign,
  CampaignRecallRequest,
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
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { useNotify } from '../../hooks/useNotify';
import { TaskLink } from './TaskLink';

const pullChoices = ['close', 'draft', 'leave'] as const;
const counted = ['withdraws', 'closes', 'drafts', 'reverts'] as const;

/** Says what a recall takes back and what it cannot, asks once, does it. */
export function RecallDialog(props: {
  campaign: Campaign;
  onClose(): void;
  onDone(): void;
}) {
  const { campaign, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  const titleId = useId();
  const [wave, setWave] = useState<number>();
  const [pullRequests, setPulls] =
    useState<CampaignRecallRequest['pullRequests']>('close');
  const [revert, setRevert] = useState(false);
  const [reason, setReason] = useState('');
  const [running, setRunning] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const request = { pullRequests, revert, ...(wave && { wave }) };
  const preview = useAsync(
    () =>
      api.recallCampaign(campaign.id, {
        ...request,
        reason: '-',
        dryRun: true,
      }),
    [api, campaign.id, wave, pullRequests, revert],
  );

  const confirm = async () => {
    setRunning(true);
    try {
      await api.recallCampaign(campaign.id, {
        ...request,
        reason: reason.trim(),
      });
      notify(t('campaign.recall.done'));
      onDone();
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
      <DialogTitle id={titleId}>{t('campaign.recall.title')}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <TextField
            select
            size="small"
            label={t('campaign.recall.what')}
            value={wave ?? 0}
            onChange={event => setWave(Number(event.target.value) || undefined)}
            disabled={running}
          >
            <MenuItem value={0}>{t('campaign.recall.all')}</MenuItem>
            {campaign.waves
              .filter(({ state }) => state !== 'waiting')
              .map(({ number }) => (
                <MenuItem key={number} value={number}>
                  {t('campaign.recall.wave', { number: String(number) })}
                </MenuItem>
              ))}
          </TextField>
          <TextField
            select
            size="small"
            label={t('campaign.recall.pulls')}
            value={pullRequests}
            onChange={event =>
              setPulls(
                event.target.value as CampaignRecallRequest['pullRequests'],
              )
            }
            disabled={running}
          >
            {pullChoices.map(choice => (
              <MenuItem key={choice} value={choice}>
                {t(`campaign.recall.${choice}`)}
              </MenuItem>
            ))}
          </TextField>
          <FormControlLabel
            componentsProps={{ typography: { variant: 'body2' } }}
            control={
              <Checkbox
                size="small"
                checked={revert}
                onChange={(_, checked) => setRevert(checked)}
                disabled={running}
              />
            }
            label={t('campaign.recall.revert')}
          />
          <Alert severity="warning" aria-live="polite">
            {preview.loading && <LinearProgress sx={{ mb: 1 }} />}
            {preview.value && (
              <>
                {counted
                  .filter(what => preview.value![what] > 0)
                  .map(what => (
                    <div key={what}>
                      {t(`campaign.recall.${what}`, {
                        count: preview.value![what],
                      })}
                    </div>
                  ))}
                {preview.value.notStopped.length > 0 && (
                  <>
                    <div>
                      {t('campaign.recall.notStopped', {
                        count: preview.value.notStopped.length,
                      })}
                    </div>
                    <ul style={{ margin: 0, paddingLeft: 20 }}>
                      {preview.value.notStopped.map(target => (
                        <li key={target.id}>
                          <TaskLink target={target} />
                        </li>
                      ))}
                    </ul>
                  </>
                )}
              </>
            )}
            <Typography variant="body2" sx={{ mt: 0.5 }}>
              {t('campaign.recall.ends')}
            </Typography>
          </Alert>
          {preview.error && <ReasonsList reasons={reasonsOf(preview.error)} />}
          <TextField
            label={t('campaign.actions.reason')}
            value={reason}
            onChange={event => setReason(event.target.value)}
            inputProps={{ maxLength: 1000 }}
            size="small"
            fullWidth
            multiline
            required
            disabled={running}
          />
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
          {t('campaign.actions.cancel')}
        </Button>
        <Button
          variant="contained"
          color="error"
          disabled={running || !reason.trim() || !preview.value}
          onClick={() => void confirm()}
        >
          {t('campaign.recall.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
