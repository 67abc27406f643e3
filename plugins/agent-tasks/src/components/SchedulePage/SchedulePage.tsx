import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useSchedule,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useParams } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { PageFrame } from '../PageFrame';
import { NextRunsSection } from './NextRunsSection';
import { RulesSection } from './RulesSection';
import { RunsTable } from './RunsTable';
import { ScheduleActions } from './ScheduleActions';
import { ScheduleHeadline } from './ScheduleHeadline';
import { WorkSection } from './WorkSection';

/** One schedule: whether and when it runs, what it does, what came of it. */
export function SchedulePage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const { value, error, updatedAt, refresh } = useSchedule(id);
  return (
    <PageFrame
      nested
      parentHref={rootLink()}
      title={value?.title ?? t('schedule.title')}
      actions={
        value && <ScheduleActions schedule={value} onChanged={refresh} />
      }
    >
      {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
      {!value && !error && (
        <Box role="status" aria-label={t('schedule.loading')}>
          <Skeleton variant="rounded" height={360} />
        </Box>
      )}
      <Stack spacing={2}>
        {value && error && updatedAt && (
          <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
        )}
        {value && (
          <>
            <ScheduleHeadline schedule={value} />
            <Box
              sx={{
                display: 'grid',
                gap: 2,
                gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
                alignItems: 'start',
              }}
            >
              <WorkSection work={value.request.work} />
              <Stack spacing={2} sx={{ minWidth: 0 }}>
                <NextRunsSection schedule={value} />
                <RulesSection request={value.request} />
              </Stack>
            </Box>
            <RunsTable schedule={value} />
          </>
        )}
      </Stack>
    </PageFrame>
  );
}
