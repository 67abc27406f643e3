import {
  agentTasksTranslationRef,
  LoadFailure,
  useAgentTasks,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useReviewer } from '../../hooks/useReviewer';
import { reviewsRouteRef, rootRouteRef } from '../../routes';
import { CardLine } from '../EntityAgentTasksCard/CardLine';
import { SeamlessTheme } from '../SeamlessTheme';

/** As many as one does before lunch; the list has the rest. */
const MOST = 5;
/** What nobody has touched for longer is the list's, not the first screen's. */
const DAYS = 30;

/** What waits for the reader and their groups, the first things first. */
export function NeedsYou() {
  return (
    <SeamlessTheme>
      <Waiting />
    </SeamlessTheme>
  );
}

function Waiting() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const tasksLink = useRouteRef(rootRouteRef);
  const reviewsLink = useRouteRef(reviewsRouteRef);
  const reviewer = useReviewer();
  if (reviewer.error) {
    return <LoadFailure error={reviewer.error} onTryAgain={reviewer.retry} />;
  }
  return (
    <>
      {reviewer.value ? <Lines owner={reviewer.value.owns} /> : <Loading />}
      <Box sx={{ display: 'flex', gap: 2, pt: 1.5, fontSize: '0.875rem' }}>
        <Link to={tasksLink()}>{t('needsYou.tasks')}</Link>
        <Link to={reviewsLink()}>{t('needsYou.reviews')}</Link>
      </Box>
    </>
  );
}

function Lines(props: { owner: string[] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value, error, refresh } = useAgentTasks({
    owner: props.owner,
    phase: ['needs-attention', 'awaiting-approval', 'in-review', 'failed'],
    phaseWithinDays: DAYS,
    sort: 'attention',
    limit: MOST,
  });
  if (!value) {
    return error ? (
      <LoadFailure error={error} onTryAgain={refresh} />
    ) : (
      <Loading />
    );
  }
  return value.items.length === 0 ? (
    <Typography variant="body2" color="text.secondary" sx={{ py: 1 }}>
      {t('needsYou.none')}
    </Typography>
  ) : (
    <Box
      component="ul"
      aria-label={t('needsYou.title')}
      sx={{ listStyle: 'none', m: 0, p: 0 }}
    >
      {value.items.map(task => (
        <CardLine key={task.id} task={task} onChanged={refresh} />
      ))}
    </Box>
  );
}

function Loading() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box role="status" aria-label={t('needsYou.loading')}>
      <Skeleton height={44} />
      <Skeleton height={44} />
    </Box>
  );
}
