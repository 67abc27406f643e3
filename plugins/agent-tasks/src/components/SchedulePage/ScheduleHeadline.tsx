import type { Schedule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import EventBusyIcon from '@mui/icons-material/EventBusyOutlined';
import EventRepeatIcon from '@mui/icons-material/EventRepeatOutlined';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { CronText } from '../Cron';
import { PersonRef } from '../PersonRef';
import { StateChip } from '../StateChip';

/** Whether it runs, when, and who answers for it. */
export function ScheduleHeadline(props: { schedule: Schedule }) {
  const { schedule } = props;
  const { enabled, disabled, owner, entityRef, description } = schedule;
  const { cron, timeZone } = schedule.request.times;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const people = [
    ['created', schedule.createdBy, schedule.createdAt],
    ['changed', schedule.changedBy, schedule.changedAt],
  ] as const;
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 1.5,
          rowGap: 0.5,
          mb: 1.5,
        }}
      >
        <StateChip
          color={enabled ? 'success' : 'warning'}
          icon={enabled ? <EventRepeatIcon /> : <EventBusyIcon />}
          label={t(enabled ? 'schedule.enabled' : 'schedule.disabled')}
        />
        <Typography variant="body2" color="text.secondary">
          <PersonRef actor={owner} /> {t('campaign.byOwner')}
          {entityRef && (
            <>
              {' · '}
              {t('schedule.kept')} <EntityRefLink entityRef={entityRef} />
            </>
          )}
        </Typography>
      </Box>
      {disabled && (
        <Typography sx={{ mb: 1.5, overflowWrap: 'anywhere' }}>
          {disabled.message}{' '}
          <Typography component="span" variant="body2" color="text.secondary">
            {disabled.by && (
              <>
                <PersonRef actor={disabled.by} /> ·{' '}
              </>
            )}
            <RelativeTime at={disabled.at} />
          </Typography>
        </Typography>
      )}
      <CronText cron={cron} timeZone={timeZone} />
      {description && (
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ mt: 1.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {description}
        </Typography>
      )}
      <Box
        component="dl"
        sx={{
          m: 0,
          mt: 1.5,
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 3,
          rowGap: 0.5,
          fontSize: '0.875rem',
          '& > div': { display: 'flex', flexWrap: 'wrap', gap: 0.75 },
          '& dt': { color: 'text.secondary', whiteSpace: 'nowrap' },
          '& dd': { m: 0 },
        }}
      >
        {people.map(([what, actor, at]) => (
          <div key={what}>
            <dt>{t(`schedule.${what}`)}</dt>
            <dd>
              <PersonRef actor={actor} /> · <RelativeTime at={at} />
              {/* what the catalog proposes is nobody's until it is enabled */}
              {what === 'changed' &&
                actor.startsWith('user:') &&
                ` · ${t('schedule.changedHelp')}`}
            </dd>
          </div>
        ))}
      </Box>
    </Paper>
  );
}
