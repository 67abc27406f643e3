import {
  agentTasksTranslationRef,
  useCampaignShares,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMaySeeShares } from '../../hooks/useMaySeeShares';
import { campaignRouteRef } from '../../routes';
import { DecideButton } from './DecideButton';
import { OwnersWord } from './OwnersWord';

const MOST = 3;

/** The campaigns under way in which an entity takes part. */
export function EntityCampaigns(props: { entityRef: string }) {
  const { reads, allowed } = useMaySeeShares();
  return allowed ? <Lines entityRef={props.entityRef} reads={reads} /> : null;
}

function Lines(props: { entityRef: string; reads: boolean }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const campaignLink = useRouteRef(campaignRouteRef);
  // beside the tasks: where it cannot be read, they still can
  const { value, refresh } = useCampaignShares({
    entityRef: [props.entityRef],
  });
  return (
    <>
      {(value?.items ?? [])
        .slice(0, MOST)
        .map(({ id, title, state, wave, waves, targets }) => (
          <Box key={id}>
            <Typography variant="body2" color="text.secondary">
              {t('campaign.partOf')}{' '}
              {props.reads ? (
                <Link to={campaignLink({ id })}>{title}</Link>
              ) : (
                title
              )}
              {' · '}
              {wave
                ? t('campaign.inWave', {
                    number: String(wave),
                    total: String(waves),
                  })
                : t(`campaign.states.${state}`)}
            </Typography>
            {targets.slice(0, MOST).map(target => (
              <Box key={target.id} sx={{ fontSize: '0.875rem' }}>
                <OwnersWord target={target} />
                <DecideButton
                  campaignId={id}
                  target={target}
                  onChanged={refresh}
                />
              </Box>
            ))}
          </Box>
        ))}
    </>
  );
}
