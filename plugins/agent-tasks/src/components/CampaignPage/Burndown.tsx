import type { CampaignProgress } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useTheme } from '@mui/material/styles';
import { useState } from 'react';
import { groupCounts, statusGroups, useGroupColors } from '../CampaignsPage';
import { burndownBands } from './burndownPoints';
import { Section } from './Section';

const WIDTH = 1000;
const HEIGHT = 200;
const MOST_ROWS = 30;

const date = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
});
const format = new Intl.NumberFormat();

/** Targets by status over time, as a picture or as the table behind it. */
export function Burndown(props: {
  series: CampaignProgress['series'];
  dueAt?: string;
}) {
  const { series, dueAt } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [asTable, setAsTable] = useState(false);
  return (
    <Section
      title={t('campaign.burndown.title')}
      action={
        series.length > 1 && (
          <Button size="small" onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'campaign.burndown.chart' : 'campaign.burndown.table')}
          </Button>
        )
      }
    >
      {series.length < 2 && (
        <Typography variant="body2" color="text.secondary">
          {t('campaign.burndown.none')}
        </Typography>
      )}
      {series.length > 1 &&
        (asTable ? (
          <SeriesTable series={series} />
        ) : (
          <Chart series={series} dueAt={dueAt} />
        ))}
    </Section>
  );
}

function Chart(props: { series: CampaignProgress['series']; dueAt?: string }) {
  const { series, dueAt } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { palette } = useTheme();
  const colors = useGroupColors();
  const begin = Date.parse(series[0].at);
  const end = Date.parse(series[series.length - 1].at);
  const due = dueAt === undefined ? undefined : Date.parse(dueAt);
  const until = Math.max(end, due ?? end);
  const bands = burndownBands(series, until);
  const x = (share: number) => (share * WIDTH).toFixed(1);
  const y = (share: number) => ((1 - share) * HEIGHT).toFixed(1);
  const dueX =
    due === undefined || due < begin
      ? undefined
      : x((due - begin) / Math.max(until - begin, 1));
  return (
    <>
      <svg
        role="img"
        aria-label={t('campaign.burndown.label', {
          from: date.format(begin),
          to: date.format(end),
        })}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        style={{ width: '100%', height: HEIGHT, display: 'block' }}
      >
        {bands.map(({ group, points }) => (
          <path
            key={group}
            fill={colors[group]}
            d={`M${points
              .map(point => `${x(point.x)},${y(point.to)}`)
              .join('L')}L${[...points]
              .reverse()
              .map(point => `${x(point.x)},${y(point.from)}`)
              .join('L')}Z`}
          />
        ))}
        {dueX !== undefined && (
          <line
            x1={dueX}
            x2={dueX}
            y1={0}
            y2={HEIGHT}
            stroke={palette.text.primary}
            strokeWidth={2}
            strokeDasharray="6 4"
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          color: 'text.secondary',
          fontSize: '0.8125rem',
          mt: 0.5,
        }}
      >
        <RelativeTime at={series[0].at} />
        {due !== undefined && (
          <span>
            {t('campaign.due')} <RelativeTime at={dueAt!} />
          </span>
        )}
      </Box>
    </>
  );
}

function SeriesTable(props: { series: CampaignProgress['series'] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label={t('campaign.burndown.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('campaign.burndown.at')}</TableCell>
            {statusGroups.map(group => (
              <TableCell key={group} align="right">
                {t(`campaign.groups.${group}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {[...props.series]
            .reverse()
            .slice(0, MOST_ROWS)
            .map(({ at, counts }) => {
              const groups = groupCounts(counts);
              return (
                <TableRow key={at}>
                  <TableCell>{date.format(Date.parse(at))}</TableCell>
                  {statusGroups.map(group => (
                    <TableCell key={group} align="right">
                      {format.format(groups[group])}
                    </TableCell>
                  ))}
                </TableRow>
              );
            })}
        </TableBody>
      </Table>
    </Box>
  );
}
