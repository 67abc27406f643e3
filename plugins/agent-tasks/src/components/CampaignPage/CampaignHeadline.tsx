import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Credits,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { HealthChip, StatusBar } from '../CampaignsPage';
import { PersonRef } from '../PersonRef';
import { ScheduleLink } from '../ScheduleLink';

const format = new Intl.NumberFormat();

/** How a campaign is, what holds it up, and its facts. */
export function CampaignHeadline(props: {
  campaign: Campaign;
  /** Spent so far, where it is known. */
  credits?: number;
}) {
  const { campaign, credits } = props;
  const { estimate, launchMinutes, dueAt, state } = campaign;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const late =
    dueAt !== undefined &&
    Date.parse(dueAt) < Date.now() &&
    !['done', 'stopped', 'recalled'].includes(state);
  const facts: [string, ReactNode][] = [
    [
      t('campaign.template'),
      `${campaign.template.title} ${campaign.template.version}`,
    ],
    ...(campaign.startedBy
      ? ([
          [t('campaign.startedBy'), <PersonRef actor={campaign.startedBy} />],
        ] as [string, ReactNode][])
      : []),
    ...(dueAt
      ? ([
          [
            t('campaign.due'),
            <>
              {late && `${t('campaign.overdue')} `}
              <RelativeTime at={dueAt} />
            </>,
          ],
        ] as [string, ReactNode][])
      : []),
    [
      t('campaign.estimate'),
      estimate
        ? t('campaign.estimateText', {
            p50: format.format(estimate.creditsP50),
            p90: format.format(estimate.creditsP90),
            sample: format.format(estimate.sample),
          })
        : t('campaign.estimateUnknown'),
    ],
    ...(credits === undefined
      ? []
      : ([[t('campaign.spent'), <Credits credits={credits} withUnit />]] as [
          string,
          ReactNode,
        ][])),
    ...(launchMinutes
      ? ([
          [
            t('campaign.launchTime'),
            t('campaign.launchTimeText', {
              minutes: format.format(launchMinutes),
            }),
          ],
        ] as [string, ReactNode][])
      : []),
  ];
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
        <HealthChip campaign={campaign} />
        <Typography variant="body2" color="text.secondary">
          {t('campaign.targetsOf', {
            count: campaign.targets,
            value: format.format(campaign.targets),
          })}
          {' · '}
          <PersonRef actor={campaign.owner} /> {t('campaign.byOwner')}
          {campaign.scheduleId && (
            <>
              {' · '}
              {t('campaign.runOf')}{' '}
              <ScheduleLink id={campaign.scheduleId} named />
            </>
          )}
        </Typography>
      </Box>
      {(campaign.waitsFor || campaign.stateReason) && (
        <Typography sx={{ mb: 1.5 }}>
          {campaign.waitsFor ?? campaign.stateReason}
        </Typography>
      )}
      {campaign.description && (
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ mb: 1.5, whiteSpace: 'pre-wrap' }}
        >
          {campaign.description}
        </Typography>
      )}
      <StatusBar counts={campaign.counts} legend />
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
          '& > div': { display: 'flex', gap: 0.75 },
          '& dt': { color: 'text.secondary', whiteSpace: 'nowrap' },
          '& dd': { m: 0 },
        }}
      >
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </Box>
    </Paper>
  );
}
