import type { ScheduleRun } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { RunCampaign, RunStateChip } from '../SchedulePage';

/** What became of the latest run, and where its work is. */
export function LastRun(props: { run: ScheduleRun | undefined }) {
  const { run } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (!run) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t('schedules.neverRun')}
      </Box>
    );
  }
  const { state, campaign, reason, startedAt, plannedAt } = run;
  return (
    <>
      <Box sx={{ whiteSpace: 'nowrap' }}>
        <RunStateChip state={state} />{' '}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          <RelativeTime at={startedAt ?? plannedAt} />
        </Box>
      </Box>
      {campaign && (
        <Box sx={{ mt: 0.5 }}>
          <RunCampaign campaign={campaign} />
        </Box>
      )}
      {!campaign && reason && (
        <Box sx={{ mt: 0.5, color: 'text.secondary' }}>{reason}</Box>
      )}
    </>
  );
}
