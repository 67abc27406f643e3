import type { ScheduleTimes } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { NextRunList } from './NextRunList';
import type { NextRuns } from './useNextRuns';

/** When something with these times would run, as far as it is known. */
export function NextRunsPreview(props: {
  times: ScheduleTimes;
  next: NextRuns;
}) {
  const { times, next } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const words = () => {
    if (next.reasons) {
      const others = next.reasons.filter(({ field }) => !field);
      return [
        t('scheduleForm.previewFailed'),
        ...others.map(({ message }) => message),
      ].join(' ');
    }
    return next.items
      ? t('scheduleForm.previewNone')
      : t('scheduleForm.previewing');
  };
  return (
    <Box role="status" sx={{ minHeight: 172 }}>
      <Typography variant="subtitle2" component="h3" sx={{ mb: 0.5 }}>
        {t('scheduleForm.preview')}
      </Typography>
      {next.items?.length ? (
        <NextRunList
          label={t('scheduleForm.preview')}
          runs={next.items}
          timeZone={times.timeZone}
          jitterMinutes={times.jitterMinutes}
        />
      ) : (
        <Typography variant="body2" color="text.secondary">
          {words()}
        </Typography>
      )}
    </Box>
  );
}
