import {
  agentTasksTranslationRef,
  LoadFailure,
  useCampaign,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useParams } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { PageFrame } from '../PageFrame';
import { draftOf, newPlan } from './plan';
import { PlanForm } from './PlanForm';

/** A new campaign, or the plan of one that has not started. */
export function PlannerPage() {
  const { id } = useParams();
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  return (
    <PageFrame nested parentHref={rootLink()} title={t('planner.title')}>
      {id ? <Known id={id} /> : <PlanForm initial={newPlan()} />}
    </PageFrame>
  );
}

function Known(props: { id: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value, error, refresh } = useCampaign(props.id);
  if (value) {
    return (
      // what somebody types stays, whatever is read meanwhile
      <PlanForm
        key={value.id}
        campaignId={value.id}
        initial={draftOf(value.request)}
      />
    );
  }
  return error ? (
    <LoadFailure error={error} onTryAgain={refresh} />
  ) : (
    <Box role="status" aria-label={t('campaign.loading')}>
      <Skeleton variant="rounded" height={360} />
    </Box>
  );
}
