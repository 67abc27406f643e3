import {
  agentTaskCampaignReadPermission,
  ScheduleRun,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import { campaignRouteRef } from '../../routes';

/** States of a campaign that its run's state says as well. */
const expected = ['planning', 'planned', 'running', 'done'];

/** The campaign of a run, with its state where that is another than one expects. */
export function RunCampaign(props: {
  campaign: NonNullable<ScheduleRun['campaign']>;
}) {
  const { id, title, state } = props.campaign;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const campaignLink = useRouteRef(campaignRouteRef);
  const { allowed } = usePermission({
    permission: agentTaskCampaignReadPermission,
  });
  return (
    <>
      {allowed ? (
        <Link
          component={RouterLink}
          to={campaignLink({ id })}
          underline="hover"
        >
          {title}
        </Link>
      ) : (
        title
      )}
      {!expected.includes(state) && ` · ${t(`campaign.states.${state}`)}`}
    </>
  );
}
