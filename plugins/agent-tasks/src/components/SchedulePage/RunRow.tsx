import type { ScheduleRun } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { StatusBar } from '../CampaignsPage';
import { PersonRef } from '../PersonRef';
import { RunCampaign } from './RunCampaign';
import { RunStateChip } from './RunStateChip';

/** One run: when it was to begin, when it began, what came of it. */
export function RunRow(props: { run: ScheduleRun; timeZone: string }) {
  const { run, timeZone } = props;
  const { state, reason, plannedAt, startedAt, manual, askedBy, campaign } =
    run;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <TableRow hover sx={{ '& > td': { verticalAlign: 'top' } }}>
      <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 200 }}>
        <RunStateChip state={state} />
        {reason && (
          <Box sx={{ color: 'text.secondary', mt: 0.5 }}>{reason}</Box>
        )}
      </TableCell>
      <TableCell>
        <RelativeTime at={plannedAt} timeZone={timeZone} />
        {manual && (
          <Box sx={{ color: 'text.secondary' }}>
            {t('schedule.runs.manual')}{' '}
            {askedBy ? (
              <PersonRef actor={askedBy} />
            ) : (
              t('schedule.runs.someone')
            )}
          </Box>
        )}
      </TableCell>
      <TableCell>
        {startedAt ? (
          <RelativeTime at={startedAt} timeZone={timeZone} />
        ) : (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t('schedule.runs.notBegun')}
          </Box>
        )}
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        {campaign ? (
          <>
            <RunCampaign campaign={campaign} />
            <Box sx={{ mt: 0.75 }}>
              <StatusBar counts={campaign.counts} />
            </Box>
          </>
        ) : (
          '–'
        )}
      </TableCell>
    </TableRow>
  );
}
