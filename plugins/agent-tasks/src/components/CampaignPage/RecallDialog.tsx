import type {
  Campaign,
  CampaignRecallRequest,
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
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { useAskFromDialog } from '../../hooks/useAskFromDialog';
import { useNotify } from '../../hooks/useNotify';
import { AskDialog, AskState, ReasonField } from '../AskDialog';
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
  const [wave, setWave] = useState<number>();
  const [pullRequests, setPulls] =
    useState<CampaignRecallRequest['pullRequests']>('close');
  const [revert, setRevert] = useState(false);
  const [reason, setReason] = useState('');
  const { running, reasons, ask } = useAskFromDialog();
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

  const confirm = () =>
    ask(async () => {
      await api.recallCampaign(campaign.id, {
        ...request,
        reason: reason.trim(),
      });
      notify(t('campaign.recall.done'));
      onDone();
    });

  return (
    <AskDialog
      title={t('campaign.recall.title')}
      running={running}
      cancel={t('campaign.actions.cancel')}
      onClose={onClose}
      confirm={{
        label: t('campaign.recall.confirm'),
        color: 'error',
        disabled: !reason.trim() || !preview.value,
        onClick: () => void confirm(),
      }}
    >
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
          setPulls(event.target.value as CampaignRecallRequest['pullRequests'])
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
      <ReasonField
        label={t('campaign.actions.reason')}
        value={reason}
        onChange={setReason}
        required
        disabled={running}
      />
      <AskState
        running={running}
        title={t('campaign.actions.refused')}
        reasons={reasons}
      />
    </AskDialog>
  );
}
