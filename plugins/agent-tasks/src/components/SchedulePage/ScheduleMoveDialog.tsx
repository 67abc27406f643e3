import type {
  Reason,
  Schedule,
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
import { NextRunsPreview, useNextRuns } from '../NextRuns';

/** What is asked once, and done. */
export type ScheduleMove = 'enable' | 'disable' | 'run' | 'delete';

/** Says what a move does, asks for a reason where one is kept, does it. */
export function ScheduleMoveDialog(props: {
  schedule: Schedule;
  move: ScheduleMove;
  onClose(): void;
  onDone(): void;
}) {
  const { schedule, move, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  const titleId = useId();
  const [text, setText] = useState('');
  const [running, setRunning] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const { times } = schedule.request;
  const next = useNextRuns(move === 'enable' ? times : undefined);

  const confirm = async () => {
    setRunning(true);
    try {
      await (move === 'delete'
        ? api.deleteSchedule(schedule.id)
        : api[`${move}Schedule` as const](schedule.id, {
            reason: text.trim() || undefined,
          }));
      notify(t(`schedule.dialog.${move}.done`));
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
        {t(`schedule.dialog.${move}.title`)}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography sx={{ fontWeight: 500 }}>{schedule.title}</Typography>
          <Typography variant="body2">
            {[
              t(`schedule.dialog.${move}.does`),
              ...(move === 'run' && times.freezes?.length
                ? [t('schedule.dialog.run.inFreeze')]
                : []),
              ...(move === 'run' && !schedule.enabled
                ? [t('schedule.dialog.run.disabled')]
                : []),
            ].join(' ')}
          </Typography>
          {move === 'enable' && <NextRunsPreview times={times} next={next} />}
          {move !== 'delete' && (
            <TextField
              label={t('campaign.actions.reason')}
              helperText={t('schedule.dialog.reasonHelp')}
              value={text}
              onChange={event => setText(event.target.value)}
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
          {t('campaign.actions.cancel')}
        </Button>
        <Button
          variant="contained"
          color={move === 'delete' ? 'error' : 'primary'}
          disabled={running}
          onClick={() => void confirm()}
        >
          {t(`schedule.actions.${move}`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
