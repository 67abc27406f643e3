import type { TargetClashes } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  GitHubLink,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { useTaskLink } from '../../hooks/useTaskLink';
import { campaignRouteRef } from '../../routes';
import { PersonRef } from '../PersonRef';
import { TargetStatusText } from './TargetStatusText';

/** Tasks of others and other campaigns in the repository of a target. */
export function TargetClashesList(props: {
  clashes: TargetClashes;
  host?: string;
}) {
  const { clashes, host } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const taskLink = useTaskLink();
  const campaignLink = useRouteRef(campaignRouteRef);
  const titleId = useId();
  return (
    <Box>
      <Typography variant="subtitle2" component="h3" id={titleId}>
        {t('campaignClashes.title')}
      </Typography>
      <Box
        component="ul"
        aria-labelledby={titleId}
        sx={{ m: 0, pl: 2.5, fontSize: '0.875rem', '& li': { mb: 0.5 } }}
      >
        {clashes.tasks.map(
          ({ id, title, phase, pullRequest, requestedBy, campaignId }) => (
            <li key={id}>
              <Link component={RouterLink} to={taskLink(id)}>
                {title}
              </Link>
              {' · '}
              {t(`phase.${phase}`)}
              {pullRequest && host && (
                <>
                  {' · '}
                  <GitHubLink url={pullRequest.url} host={host}>
                    #{pullRequest.number}
                  </GitHubLink>
                </>
              )}
              {' · '}
              {campaignId ? (
                <Link
                  component={RouterLink}
                  to={campaignLink({ id: campaignId })}
                >
                  {t('campaignClashes.byCampaign')}
                </Link>
              ) : (
                <>
                  {t('campaignClashes.askedBy')}{' '}
                  <PersonRef actor={requestedBy} />
                </>
              )}
            </li>
          ),
        )}
        {clashes.hiddenTasks > 0 && (
          <li>{t('campaignClashes.hidden', { count: clashes.hiddenTasks })}</li>
        )}
        {clashes.campaigns.map(({ id, title, state, status }) => (
          <li key={id}>
            <Link component={RouterLink} to={campaignLink({ id })}>
              {title}
            </Link>
            {' · '}
            {t(`campaign.states.${state}`)}
            {' · '}
            <TargetStatusText status={status} />
          </li>
        ))}
      </Box>
    </Box>
  );
}
