import type { Schedule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useScheduleRuns,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Section } from '../CampaignPage/Section';
import { Paging } from '../TaskBrowser/Paging';
import { RunRow } from './RunRow';

const PAGE_SIZE = 20;
const format = new Intl.NumberFormat();

/** Runs of a schedule, the latest first. */
export function RunsTable(props: { schedule: Schedule }) {
  const { schedule } = props;
  const { timeZone } = schedule.request.times;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  // the broker names the page after a page and no other: the way back is kept
  const [way, setWay] = useState<string[]>([]);
  const cursor = way.at(-1);
  const { value, error, updatedAt, refresh } = useScheduleRuns(schedule, {
    limit: PAGE_SIZE,
    ...(cursor && { cursor }),
  });
  return (
    <Section title={t('schedule.runs.title')}>
      {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
      {!value && !error && (
        <Box role="status" aria-label={t('schedule.runs.loading')}>
          <Skeleton variant="rounded" height={160} />
        </Box>
      )}
      {value && error && updatedAt && (
        <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
      )}
      {value && value.items.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          {t('schedule.runs.none')}
        </Typography>
      )}
      {value && value.items.length > 0 && (
        <>
          <Box sx={{ overflowX: 'auto', position: 'relative', mx: -2 }}>
            <Table
              size="small"
              aria-label={t('schedule.runs.title')}
              sx={{ minWidth: 760, '& td': { lineHeight: 1.4 } }}
            >
              <TableHead>
                <TableRow>
                  <TableCell>{t('schedule.runs.state')}</TableCell>
                  <TableCell>{t('schedule.runs.planned')}</TableCell>
                  <TableCell>{t('schedule.runs.begun')}</TableCell>
                  <TableCell sx={{ width: '34%' }}>
                    {t('schedule.runs.campaign')}
                  </TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {value.items.map(run => (
                  <RunRow key={run.id} run={run} timeZone={timeZone} />
                ))}
              </TableBody>
            </Table>
          </Box>
          <Box sx={{ mx: -2, mb: -2 }}>
            <Paging
              page={{
                totalItems: value.totalItems,
                pageInfo: {
                  prevCursor: cursor,
                  nextCursor: value.pageInfo.nextCursor,
                },
              }}
              total={t('schedule.runs.total', {
                count: value.totalItems,
                value: format.format(value.totalItems),
              })}
              onCursor={chosen =>
                setWay(
                  chosen === undefined || chosen === cursor
                    ? way.slice(0, -1)
                    : [...way, chosen],
                )
              }
            />
          </Box>
        </>
      )}
    </Section>
  );
}
