import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  ReasonsList,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@mui/material/LinearProgress';
import { useState } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { useAskFromDialog } from '../../hooks/useAskFromDialog';
import { useNotify } from '../../hooks/useNotify';
import { AskDialog, AskState, ReasonField } from '../AskDialog';
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
  const [reason, setReason] = useState('');
  const { running, reasons, ask } = useAskFromDialog();
  const { value, error, loading } = useAsync(
    () => api.changeCampaignVersion(campaign.id, { dryRun: true }),
    [api, campaign.id],
  );

  const confirm = () =>
    ask(async () => {
      await api.changeCampaignVersion(campaign.id, {
        // what was looked at, and nothing later
        digest: value?.to.digest,
        ...(reason.trim() && { reason: reason.trim() }),
      });
      notify(t('campaign.version.done'));
      onDone();
    });

  return (
    <AskDialog
      title={t('campaign.version.title')}
      running={running}
      cancel={t(value ? 'campaign.actions.cancel' : 'campaign.actions.close')}
      maxWidth="md"
      onClose={onClose}
      confirm={{
        label: t('campaign.version.confirm'),
        disabled: !value,
        onClick: () => void confirm(),
      }}
    >
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
        <ReasonField
          label={t('campaign.actions.reason')}
          value={reason}
          onChange={setReason}
          disabled={running}
        />
      )}
      <AskState
        running={running}
        title={t('campaign.actions.refused')}
        reasons={reasons}
      />
    </AskDialog>
  );
}
