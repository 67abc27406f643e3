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
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useNotify } from '../../hooks/useNotify';
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
  const titleId = useId();
  const [text, setText] = useState('');
  const [running, setRunning] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const missing =
    wave?.conditions.filter(
      ({ met, kind }) => !met && kind !== 'confirmation',
    ) ?? [];
  const override = move === 'gate' && missing.length > 0;
  const number = String(wave?.number ?? '');

  const confirm = async () => {
    const reason = text.trim() || undefined;
    setRunning(true);
    try {
      await (move === 'gate'
        ? api.openCampaignGate(campaign.id, {
            wave: wave?.number ?? 0,
            reason,
            ...(override && { override }),
          })
        : api[`${move}Campaign` as const](campaign.id, { reason }));
      notify(t(`campaign.dialog.${move}.done`));
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
      <DialogTitle id={titleId}>
        {t(`campaign.dialog.${move}.title`, { number })}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
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
          <TextField
            label={t('campaign.actions.reason')}
            value={text}
            onChange={event => setText(event.target.value)}
            inputProps={{ maxLength: 1000 }}
            size="small"
            fullWidth
            multiline
            required={override}
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
          color={move === 'stop' ? 'error' : 'primary'}
          disabled={running || (override && !text.trim())}
          onClick={() => void confirm()}
        >
          {t(`campaign.actions.${move === 'gate' ? 'openGate' : move}`)}
        </Button>
      </DialogActions>
    </Dialog>
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
