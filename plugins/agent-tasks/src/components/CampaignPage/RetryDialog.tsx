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
import LinearProgress from '@mui/material/LinearProgress';
import { useState } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { useAskFromDialog } from '../../hooks/useAskFromDialog';
import { useNotify } from '../../hooks/useNotify';
import { AskDialog, AskState, ReasonField } from '../AskDialog';
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
  const [reason, setReason] = useState('');
  const { running, reasons, ask } = useAskFromDialog();
  const preview = useAsync(
    () => api.retryCampaignTargets(campaign.id, { failureClass, dryRun: true }),
    [api, campaign.id, failureClass],
  );
  const { value } = preview;
  const [done, setDone] = useState<CampaignRetry>();

  const confirm = () =>
    ask(async () => {
      const retry = await api.retryCampaignTargets(campaign.id, {
        failureClass,
        ...(reason.trim() && { reason: reason.trim() }),
      });
      notify(t('campaign.failures.done', { count: retry.retried }));
      onDone();
      if (retry.refused.length) {
        setDone(retry);
      } else {
        onClose();
      }
    });

  return (
    <AskDialog
      title={t('campaign.retry.title', { failure: failureClass })}
      running={running}
      cancel={t(done ? 'campaign.actions.close' : 'campaign.actions.cancel')}
      onClose={onClose}
      confirm={
        done
          ? undefined
          : {
              label: t('campaign.retry.confirm'),
              disabled: !value?.tasks,
              onClick: () => void confirm(),
            }
      }
    >
      {preview.loading && (
        <LinearProgress aria-label={t('campaign.retry.checking')} />
      )}
      {preview.error && <ReasonsList reasons={reasonsOf(preview.error)} />}
      {value && !done && (
        <Alert severity={value.tasks ? 'warning' : 'info'} aria-live="polite">
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
        <ReasonField
          label={t('campaign.actions.reason')}
          value={reason}
          onChange={setReason}
          disabled={running}
        />
      )}
      {done && (
        <ReasonsList
          title={t('campaign.retry.refused', {
            count: done.refused.length,
          })}
          severity="warning"
          reasons={distinct(done.refused.flatMap(each => each.reasons))}
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

/** Hundreds of tasks may be refused for one reason. */
function distinct(reasons: Reason[]): Reason[] {
  return [
    ...new Map(
      reasons.map(reason => [`${reason.code} ${reason.message}`, reason]),
    ).values(),
  ];
}
