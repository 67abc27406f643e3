import type { Schedule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
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
  const [text, setText] = useState('');
  const { running, reasons, ask } = useAskFromDialog();
  const { times } = schedule.request;
  const next = useNextRuns(move === 'enable' ? times : undefined);

  const confirm = () =>
    ask(async () => {
      await (move === 'delete'
        ? api.deleteSchedule(schedule.id)
        : api[`${move}Schedule` as const](schedule.id, {
            reason: text.trim() || undefined,
          }));
      notify(t(`schedule.dialog.${move}.done`));
      onDone();
    });

  return (
    <AskDialog
      title={t(`schedule.dialog.${move}.title`)}
      running={running}
      cancel={t('campaign.actions.cancel')}
      onClose={onClose}
      confirm={{
        label: t(`schedule.actions.${move}`),
        color: move === 'delete' ? 'error' : 'primary',
        onClick: () => void confirm(),
      }}
    >
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
        <ReasonField
          label={t('campaign.actions.reason')}
          helperText={t('schedule.dialog.reasonHelp')}
          value={text}
          onChange={setText}
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
