import type { Schedule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { scheduleRouteRef, schedulesRouteRef } from '../../routes';
import { ReasonedButton } from '../ReasonedButton';
import { ScheduleMove, ScheduleMoveDialog } from './ScheduleMoveDialog';

/** What can be done with a schedule. */
export function ScheduleActions(props: {
  schedule: Schedule;
  onChanged(): void;
}) {
  const { schedule, onChanged } = props;
  const { id, enabled, actions } = schedule;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const scheduleLink = useRouteRef(scheduleRouteRef);
  const schedulesLink = useRouteRef(schedulesRouteRef);
  const navigate = useNavigate();
  const [open, setOpen] = useState<ScheduleMove>();
  const why = (action: keyof Schedule['actions']) =>
    actions[action].allowed
      ? undefined
      : actions[action].reason ?? t('action.notNow');
  const button = (
    move: ScheduleMove,
    look: { variant: 'outlined' | 'contained'; color?: 'error' },
  ) => (
    <ReasonedButton {...look} reason={why(move)} onClick={() => setOpen(move)}>
      {t(`schedule.actions.${move}`)}
    </ReasonedButton>
  );
  return (
    <Stack direction="row" flexWrap="wrap" gap={1}>
      {button('delete', { variant: 'outlined', color: 'error' })}
      <ReasonedButton
        variant="outlined"
        reason={why('edit')}
        onClick={() => navigate(`${scheduleLink({ id })}/edit`)}
      >
        {t('schedule.actions.edit')}
      </ReasonedButton>
      {/* what is disabled waits to be enabled; it is the one next step */}
      {enabled
        ? button('disable', { variant: 'outlined' })
        : button('enable', { variant: 'contained' })}
      {button('run', { variant: enabled ? 'contained' : 'outlined' })}
      {open && (
        <ScheduleMoveDialog
          schedule={schedule}
          move={open}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            if (open === 'delete') {
              navigate(schedulesLink());
            } else {
              onChanged();
            }
          }}
        />
      )}
    </Stack>
  );
}
