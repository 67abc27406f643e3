import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useCampaign,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useParams } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { PageFrame } from '../PageFrame';
import { CampaignActions } from './CampaignActions';
import { CampaignView } from './CampaignView';

/** One campaign: what it does, how far it is, what it waits for. */
export function CampaignPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const { value, error, updatedAt, refresh } = useCampaign(id);
  return (
    <PageFrame
      nested
      parentHref={rootLink()}
      title={value?.title ?? t('campaign.title')}
      actions={
        value && <CampaignActions campaign={value} onChanged={refresh} />
      }
    >
      {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
      {!value && !error && (
        <Box role="status" aria-label={t('campaign.loading')}>
          <Skeleton variant="rounded" height={360} />
        </Box>
      )}
      <Stack spacing={2}>
        {value && error && updatedAt && (
          <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
        )}
        {value && <CampaignView campaign={value} onChanged={refresh} />}
      </Stack>
    </PageFrame>
  );
}
