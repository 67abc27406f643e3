import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { CronText } from '../Cron';
import { NextRunsPreview, useNextRuns } from '../NextRuns';
import { Wrong, wrongAt } from '../WorkFields';
import { CronField } from './CronField';
import { FreezeFields } from './FreezeFields';
import { ScheduleDraft, timesOf } from './scheduleDraft';
import { TimeZoneField } from './TimeZoneField';

/** When it runs, and when that would be. */
export function TimesFields(props: {
  draft: ScheduleDraft;
  /** Fields as in the request. */
  wrong: Wrong;
  onEdit(change: Partial<ScheduleDraft>): void;
}) {
  const { draft, onEdit } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const times = timesOf(draft);
  const next = useNextRuns(times.cron ? times : undefined);
  const wrongNow = wrongAt((next.reasons ?? []).map(inRequest));
  // what the broker says while one types is newer than what it said to all of it
  const wrong: Wrong = (field, below) =>
    wrongNow(`times.${field}`, below) ?? props.wrong(`times.${field}`, below);
  return (
    <Box
      sx={{
        display: 'grid',
        columnGap: 4,
        rowGap: 2,
        gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) 260px' },
      }}
    >
      <Stack spacing={2}>
        <CronField
          cron={draft.cron}
          wrong={wrong('cron')}
          onChange={cron => onEdit({ cron })}
        />
        <div>
          <CronText cron={times.cron} timeZone={draft.timeZone} />
        </div>
        <TimeZoneField
          timeZone={draft.timeZone}
          wrong={wrong('timeZone')}
          onChange={timeZone => onEdit({ timeZone })}
        />
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          }}
        >
          <TextField
            size="small"
            type="number"
            label={t('scheduleForm.jitter')}
            helperText={wrong('jitterMinutes') ?? t('scheduleForm.jitterHelp')}
            error={wrong('jitterMinutes') !== undefined}
            value={draft.jitter}
            inputProps={{ min: 0, max: 720 }}
            onChange={event => onEdit({ jitter: event.target.value })}
          />
          <TextField
            size="small"
            type="datetime-local"
            label={t('scheduleForm.endsAt')}
            helperText={wrong('endsAt') ?? t('scheduleForm.endsAtHelp')}
            error={wrong('endsAt') !== undefined}
            value={draft.endsAt}
            InputLabelProps={{ shrink: true }}
            onChange={event => onEdit({ endsAt: event.target.value })}
          />
        </Box>
      </Stack>
      <NextRunsPreview times={times} next={next} />
      <Box sx={{ gridColumn: '1 / -1' }}>
        <FreezeFields draft={draft} wrong={wrong} onEdit={onEdit} />
      </Box>
    </Box>
  );
}

/** The preview is asked about the times alone. */
function inRequest({ field, ...reason }: Reason): Reason {
  return {
    ...reason,
    ...(field && {
      field: field.startsWith('times.') ? field : `times.${field}`,
    }),
  };
}
