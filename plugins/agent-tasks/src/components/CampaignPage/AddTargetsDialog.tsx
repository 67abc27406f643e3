import type {
  Campaign,
  CampaignExtendRequest,
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
import LinearProgress from '@mui/material/LinearProgress';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { useAskFromDialog } from '../../hooks/useAskFromDialog';
import { useNotify } from '../../hooks/useNotify';
import { AskDialog, AskState, ReasonField } from '../AskDialog';
import { CsvField } from '../WorkFields/CsvField';
import { ExtensionPreview } from './ExtensionPreview';

/**
 * Says what an extension adds before it does: of what has joined, or of what
 * is named here.
 */
export function AddTargetsDialog(props: {
  campaign: Campaign;
  /** What has joined, to be added; without, somebody names it. */
  joined?: { keys?: string[] };
  onClose(): void;
  onDone(): void;
}) {
  const { campaign, joined, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  const [refs, setRefs] = useState('');
  const [file, setFile] = useState({ csv: '', name: '' });
  const [asked, setAsked] = useState<CampaignExtendRequest | undefined>(
    joined && { joined: true, ...joined },
  );
  const [reason, setReason] = useState('');
  const { running, reasons, ask } = useAskFromDialog();
  const preview = useAsync(
    async () =>
      asked &&
      (await api.extendCampaign(campaign.id, { ...asked, dryRun: true })),
    [api, campaign.id, asked],
  );
  const found = asked && preview.value;
  const adds = found ? found.added + found.refused : 0;

  const confirm = () =>
    ask(async () => {
      const done = await api.extendCampaign(campaign.id, {
        ...asked,
        ...(reason.trim() && { reason: reason.trim() }),
      });
      notify(t('campaign.extend.done', { count: done.added }));
      onDone();
    });

  return (
    <AskDialog
      title={t(joined ? 'campaign.extend.joined' : 'campaign.extend.named')}
      running={running}
      cancel={t('campaign.actions.cancel')}
      onClose={onClose}
      confirm={{
        label: t('campaign.extend.confirm'),
        disabled: preview.loading || adds === 0,
        onClick: () => void confirm(),
      }}
    >
      {!joined && (
        <>
          <TextField
            size="small"
            multiline
            minRows={3}
            maxRows={10}
            label={t('planner.refs')}
            helperText={t('planner.refsHelp')}
            value={refs}
            disabled={running}
            onChange={event => {
              setRefs(event.target.value);
              setAsked(undefined);
            }}
          />
          <CsvField
            {...file}
            onChange={(csv, name) => {
              setFile({ csv, name });
              setAsked(undefined);
            }}
          />
          <div>
            <Button
              size="small"
              variant="outlined"
              disabled={running || (!refs.trim() && !file.csv)}
              onClick={() =>
                setAsked({
                  entityRefs: refs
                    .split('\n')
                    .map(line => line.trim())
                    .filter(Boolean),
                  ...(file.csv && { csv: file.csv }),
                })
              }
            >
              {t('campaign.extend.check')}
            </Button>
          </div>
        </>
      )}
      {preview.loading && (
        <LinearProgress aria-label={t('campaign.extend.checking')} />
      )}
      {preview.error && <ReasonsList reasons={reasonsOf(preview.error)} />}
      {found && !preview.loading && (
        <ExtensionPreview
          extension={found}
          planned={campaign.state === 'planned'}
        />
      )}
      {found && adds > 0 && (
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
