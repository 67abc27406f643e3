import { agentTaskCampaignReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  useCampaigns,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Typography from '@mui/material/Typography';
import { campaignRouteRef } from '../../routes';

const MOST = 3;

/** The campaigns under way in which an entity takes part. */
export function EntityCampaigns(props: { entityRef: string }) {
  const { allowed } = usePermission({
    permission: agentTaskCampaignReadPermission,
  });
  return allowed ? <Lines entityRef={props.entityRef} /> : null;
}

function Lines(props: { entityRef: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const campaignLink = useRouteRef(campaignRouteRef);
  // beside the tasks: where it cannot be read, they still can
  const { value } = useCampaigns({
    entityRef: [props.entityRef],
    state: ['planned', 'running', 'paused'],
    limit: MOST,
  });
  return (
    <>
      {(value?.items ?? []).map(({ id, title, state, waves }) => {
        const wave = waves.find(each => ['open', 'held'].includes(each.state));
        return (
          <Typography key={id} variant="body2" color="text.secondary">
            {t('campaign.partOf')}{' '}
            <Link to={campaignLink({ id })}>{title}</Link>
            {' · '}
            {wave
              ? t('campaign.inWave', {
                  number: String(wave.number),
                  total: String(waves.length),
                })
              : t(`campaign.states.${state}`)}
          </Typography>
        );
      })}
    </>
  );
}
