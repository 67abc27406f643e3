import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useAskFromDialog } from '../../hooks/useAskFromDialog';
import { useNotify } from '../../hooks/useNotify';
import { AskDialog, AskState, ReasonField } from '../AskDialog';
import { groupCounts } from '../CampaignsPage';

/** What is asked once, with a reason, and done. */
export type CampaignMove = 'start' | 'pause' | 'resume' | 'stop' | 'gate';

const format = new Intl.NumberFormat();

/** Says in numbers what a move touches, asks for a reason, does it. */
export function CampaignMoveDialog(props: {
  campaign: Campaign;
  move: CampaignMove;
  /** Whose gate is opened. */
  wave?: Campaign['waves'][number];
  onClose(): void;
  onDone(): void;
}) {
  const { campaign, move, wave, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  const [text, setText] = useState('');
  const { running, reasons, ask } = useAskFromDialog();
  const missing =
    wave?.conditions.filter(
      ({ met, kind }) => !met && kind !== 'confirmation',
    ) ?? [];
  const override = move === 'gate' && missing.length > 0;
  const number = String(wave?.number ?? '');

  const confirm = () =>
    ask(async () => {
      const reason = text.trim() || undefined;
      await (move === 'gate'
        ? api.openCampaignGate(campaign.id, {
            wave: wave?.number ?? 0,
            reason,
            ...(override && { override }),
          })
        : api[`${move}Campaign` as const](campaign.id, { reason }));
      notify(t(`campaign.dialog.${move}.done`));
      onDone();
    });

  return (
    <AskDialog
      title={t(`campaign.dialog.${move}.title`, { number })}
      running={running}
      cancel={t('campaign.actions.cancel')}
      onClose={onClose}
      confirm={{
        label: t(`campaign.actions.${move === 'gate' ? 'openGate' : move}`),
        color: move === 'stop' ? 'error' : 'primary',
        disabled: override && !text.trim(),
        onClick: () => void confirm(),
      }}
    >
      <Typography variant="body2">
        {t(`campaign.dialog.${move}.does`, {
          value: format.format(touched(campaign, move, wave)),
        })}
      </Typography>
      {override && (
        <Typography variant="body2" color="warning.main">
          {t('campaign.dialog.gate.override')}
        </Typography>
      )}
      <ReasonField
        label={t('campaign.actions.reason')}
        value={text}
        onChange={setText}
        required={override}
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

/** Targets that a move is about. */
function touched(
  { counts, waves }: Campaign,
  move: CampaignMove,
  wave: Campaign['waves'][number] | undefined,
): number {
  const groups = groupCounts(counts);
  switch (move) {
    case 'start':
      return waves[0]?.targets ?? 0;
    case 'pause':
      return groups.active + groups.attention + groups.review;
    case 'gate':
      return (
        waves.find(({ number }) => number === (wave?.number ?? 0) + 1)
          ?.targets ?? 0
      );
    default:
      return groups.waiting;
  }
}
