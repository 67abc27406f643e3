import type { NextRun } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
  useTimeFormat,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

/** Runs that are to come, in the zone of their schedule. */
export function NextRunList(props: {
  label: string;
  runs: NextRun[];
  timeZone: string;
  jitterMinutes?: number;
}) {
  const { label, runs, timeZone, jitterMinutes } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const format = useTimeFormat();
  return (
    <>
      <Box
        component="ol"
        aria-label={label}
        sx={{ m: 0, p: 0, listStyle: 'none', fontSize: '0.875rem' }}
      >
        {runs.map(({ at, skipped }, index) => (
          // those that wait for the end of a freeze begin at the same time
          <Box key={`${at} ${index}`} component="li" sx={{ mb: 0.75 }}>
            <Box
              component={skipped ? 's' : 'span'}
              sx={{
                fontWeight: skipped ? undefined : 500,
                color: skipped ? 'text.secondary' : undefined,
              }}
            >
              {format.day(at, timeZone)}
            </Box>{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              · <RelativeTime at={at} timeZone={timeZone} />
            </Box>
            {skipped && (
              <Box sx={{ color: 'text.secondary' }}>
                {t('schedule.next.skipped')}: {skipped}
              </Box>
            )}
          </Box>
        ))}
      </Box>
      <Typography variant="body2" color="text.secondary">
        {t('schedule.next.zone', { zone: timeZone })}
        {jitterMinutes
          ? ` ${t('schedule.next.jitter', { minutes: String(jitterMinutes) })}`
          : ''}
      </Typography>
    </>
  );
}
