import type { CampaignShare } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { campaignRouteRef, rootRouteRef } from '../../routes';
import { StatusBar } from '../CampaignsPage';

const format = new Intl.NumberFormat();
const waiting = ['needs-attention', 'awaiting-approval', 'in-review'];

/** How far the targets of an owner are in one campaign, and what waits. */
export function ShareLine(props: {
  share: CampaignShare;
  owner: string;
  /** Whether the reader may open the campaign. */
  linked: boolean;
}) {
  const { share, owner, linked } = props;
  const { id, title, state, wave, waves, dueAt, counts } = share;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const campaignLink = useRouteRef(campaignRouteRef);
  const tasksLink = useRouteRef(rootRouteRef);
  const tasks = new URLSearchParams([
    ['owner', owner],
    ...waiting.map(phase => ['phase', phase]),
  ]);
  const targets = Object.entries(counts).reduce(
    (sum, [status, count]) => (status === 'excluded' ? sum : sum + count),
    0,
  );
  const late = dueAt !== undefined && Date.parse(dueAt) < Date.now();
  return (
    <Box component="li">
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'baseline',
          columnGap: 1,
          mb: 0.5,
        }}
      >
        <Box sx={{ fontWeight: 500, mr: 'auto', overflowWrap: 'anywhere' }}>
          {linked ? <Link to={campaignLink({ id })}>{title}</Link> : title}
        </Box>
        {dueAt && (
          <Typography
            variant="body2"
            component="span"
            color={late ? 'error.main' : 'text.secondary'}
          >
            {late ? t('campaign.overdue') : t('campaign.due')}{' '}
            <RelativeTime at={dueAt} />
          </Typography>
        )}
      </Box>
      <StatusBar counts={counts} legend />
      <Typography
        variant="body2"
        color="text.secondary"
        component="div"
        sx={{ mt: 0.5 }}
      >
        {t('campaign.targetsOf', {
          count: targets,
          value: format.format(targets),
        })}
        {' · '}
        {wave
          ? t('campaign.inWave', {
              number: String(wave),
              total: String(waves),
            })
          : t(`campaign.states.${state}`)}
        {(counts.deferred ?? 0) > 0 &&
          ` · ${t('groupCampaigns.deferred', {
            value: format.format(counts.deferred),
          })}`}
        {(counts.excluded ?? 0) > 0 &&
          ` · ${t('groupCampaigns.excluded', {
            value: format.format(counts.excluded),
          })}`}
        {share.waitingForPeople > 0 && (
          <>
            {' · '}
            <Link to={`${tasksLink()}?${tasks}`}>
              {t('groupCampaigns.waiting', {
                value: format.format(share.waitingForPeople),
              })}
            </Link>
          </>
        )}
      </Typography>
    </Box>
  );
}
