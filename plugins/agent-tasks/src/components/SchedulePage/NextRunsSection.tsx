import type { Schedule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@mui/material/Typography';
import { Section } from '../CampaignPage/Section';
import { NextRunList } from '../NextRuns';

/** When it runs next, with those that will be left out. */
export function NextRunsSection(props: { schedule: Schedule }) {
  const { enabled, nextRuns, request } = props.schedule;
  const { timeZone, jitterMinutes } = request.times;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Section title={t('schedule.next.title')}>
      {nextRuns.length > 0 ? (
        <NextRunList
          label={t('schedule.next.title')}
          runs={nextRuns}
          timeZone={timeZone}
          jitterMinutes={jitterMinutes}
        />
      ) : (
        <Typography variant="body2" color="text.secondary">
          {t(enabled ? 'schedule.next.none' : 'schedule.next.disabled')}
        </Typography>
      )}
    </Section>
  );
}
