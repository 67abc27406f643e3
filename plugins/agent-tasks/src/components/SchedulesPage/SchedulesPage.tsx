import { agentTaskScheduleManagePermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useSchedules,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useNavigate } from 'react-router-dom';
import { rootRouteRef, schedulesRouteRef } from '../../routes';
import { NothingHere } from '../NothingHere';
import { PageFrame } from '../PageFrame';
import { ReasonedButton } from '../ReasonedButton';
import { Paging } from '../TaskBrowser/Paging';
import { SchedulesFilters } from './SchedulesFilters';
import { SchedulesTable } from './SchedulesTable';
import { useKnownOwners } from './useKnownOwners';
import { useSchedulesState } from './useSchedulesState';

/** Rows that are drawn at once; the broker answers all of them. */
const PAGE_SIZE = 50;
const format = new Intl.NumberFormat();

/** Every schedule, those that run next first. */
export function SchedulesPage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const schedulesLink = useRouteRef(schedulesRouteRef);
  const navigate = useNavigate();
  const { allowed, loading: asking } = usePermission({
    permission: agentTaskScheduleManagePermission,
  });
  const state = useSchedulesState();
  const { filtered, query, set } = state;
  const { value, error, updatedAt, refresh } = useSchedules(query);
  const owners = useKnownOwners(value?.items, state.values.owner);
  const items = value?.items ?? [];
  const lastPage = Math.max(0, Math.ceil(items.length / PAGE_SIZE) - 1);
  const page = Math.min(state.page, lastPage);
  const create = (
    <ReasonedButton
      variant="contained"
      reason={allowed || asking ? undefined : t('schedules.mayNot')}
      onClick={() => navigate(`${schedulesLink()}/new`)}
    >
      {t('schedules.create')}
    </ReasonedButton>
  );
  return (
    <PageFrame
      title={t('schedules.title')}
      section="schedules"
      parentHref={rootLink()}
      // where there is nothing it is the one next step, below
      actions={filtered || items.length ? create : undefined}
    >
      <Stack spacing={2}>
        <SchedulesFilters state={state} owners={owners} />
        {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
        {!value && !error && (
          <Box role="status" aria-label={t('schedules.loading')}>
            <Skeleton variant="rounded" height={220} />
          </Box>
        )}
        {value && error && updatedAt && (
          <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
        )}
        {value && (
          <Paper variant="outlined" sx={{ overflow: 'clip' }}>
            {items.length === 0 ? (
              <NothingHere
                title={t(
                  filtered ? 'schedules.noMatch.title' : 'schedules.none.title',
                )}
                text={t(
                  filtered ? 'schedules.noMatch.text' : 'schedules.none.text',
                )}
              >
                {!filtered && create}
              </NothingHere>
            ) : (
              <>
                <Box sx={{ overflowX: 'auto', position: 'relative' }}>
                  <SchedulesTable
                    schedules={items.slice(
                      page * PAGE_SIZE,
                      (page + 1) * PAGE_SIZE,
                    )}
                    onChanged={refresh}
                  />
                </Box>
                <Paging
                  page={{
                    totalItems: items.length,
                    pageInfo: {
                      prevCursor: page > 0 ? String(page - 1) : undefined,
                      nextCursor:
                        page < lastPage ? String(page + 1) : undefined,
                    },
                  }}
                  total={t('schedules.total', {
                    count: items.length,
                    value: format.format(items.length),
                  })}
                  onCursor={cursor => set('page', cursor)}
                />
              </>
            )}
          </Paper>
        )}
      </Stack>
    </PageFrame>
  );
}
