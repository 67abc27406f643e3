import type { Schedule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { Link as RouterLink } from 'react-router-dom';
import { scheduleRouteRef } from '../../routes';
import { CronText } from '../Cron';
import { PersonRef } from '../PersonRef';
import { ReasonedButton } from '../ReasonedButton';
import type { ScheduleMove } from '../SchedulePage';
import { LastRun } from './LastRun';
import { ScheduleSwitch } from './ScheduleSwitch';

/** One schedule: when, what became of it, and what can be done with it. */
export function ScheduleRow(props: {
  schedule: Schedule;
  onAsk(move: ScheduleMove): void;
}) {
  const { schedule, onAsk } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const scheduleLink = useRouteRef(scheduleRouteRef);
  const { id, title, owner, request, disabled, lastRun, actions } = schedule;
  const { cron, timeZone } = request.times;
  const [next] = schedule.nextRuns;
  return (
    <TableRow hover sx={{ '& > td': { verticalAlign: 'top' } }}>
      <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 180 }}>
        <Link
          component={RouterLink}
          to={scheduleLink({ id })}
          underline="hover"
          sx={{ fontWeight: 500 }}
        >
          {title}
        </Link>
      </TableCell>
      <TableCell sx={{ minWidth: 200 }}>
        <CronText cron={cron} timeZone={timeZone} />
      </TableCell>
      <TableCell>
        {next ? (
          <RelativeTime at={next.at} timeZone={timeZone} />
        ) : (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t('schedules.noNext')}
          </Box>
        )}
        {next?.skipped && (
          <Box sx={{ color: 'text.secondary' }}>{t('schedules.skips')}</Box>
        )}
      </TableCell>
      <TableCell>
        <LastRun run={lastRun} />
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <PersonRef actor={owner} />
      </TableCell>
      <TableCell>
        <ScheduleSwitch schedule={schedule} onAsk={onAsk} />
        {disabled && (
          <Box sx={{ color: 'text.secondary', minWidth: 120 }}>
            {t(`schedule.disabledBecause.${disabled.code}`)}
          </Box>
        )}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        <ReasonedButton
          size="small"
          reason={
            actions.run.allowed
              ? undefined
              : actions.run.reason ?? t('action.notNow')
          }
          aria-label={t('schedule.actions.runNamed', { title })}
          onClick={() => onAsk('run')}
        >
          {t('schedule.actions.run')}
        </ReasonedButton>
      </TableCell>
    </TableRow>
  );
}
