import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useCampaignShares,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMaySeeShares } from '../../hooks/useMaySeeShares';
import { SeamlessTheme } from '../SeamlessTheme';
import { ShareLine } from './ShareLine';

/** Campaigns under way in what a group, or a user, owns. */
export function GroupCampaignsCard() {
  const { entity } = useEntity();
  const { reads, allowed } = useMaySeeShares();
  return (
    <SeamlessTheme>
      {allowed && <Shares owner={stringifyEntityRef(entity)} reads={reads} />}
    </SeamlessTheme>
  );
}

function Shares(props: { owner: string; reads: boolean }) {
  const { owner, reads } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value, error, updatedAt, refresh } = useCampaignShares({
    owner: [owner],
  });
  return (
    <EntityInfoCard title={t('groupCampaigns.title')}>
      {!value && !error && (
        <Box role="status" aria-label={t('groupCampaigns.loading')}>
          <Skeleton height={32} />
          <Skeleton height={32} width="60%" />
        </Box>
      )}
      {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
      {value && (
        <Stack spacing={1.5}>
          {error && updatedAt && (
            <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
          )}
          {value.items.length === 0 && (
            <Typography variant="body2" color="text.secondary">
              {t('groupCampaigns.none')}
            </Typography>
          )}
          {value.items.length > 0 && (
            <Stack
              component="ul"
              spacing={2}
              aria-label={t('groupCampaigns.title')}
              sx={{ m: 0, p: 0, listStyle: 'none' }}
            >
              {value.items.map(share => (
                <ShareLine
                  key={share.id}
                  share={share}
                  owner={owner}
                  linked={reads}
                />
              ))}
            </Stack>
          )}
        </Stack>
      )}
    </EntityInfoCard>
  );
}
