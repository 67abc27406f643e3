import type { AgentTaskWaitKind } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useAgentTasks,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { rootRouteRef } from '../../routes';
import { NothingHere } from '../NothingHere';
import { PageFrame } from '../PageFrame';
import { Paging } from '../TaskBrowser/Paging';
import { ReviewsTable } from './ReviewsTable';
import { useReviewer } from '../../hooks/useReviewer';
import {
  ReviewsState,
  reviewWaits,
  Scope,
  scopes,
  useReviewsState,
} from './useReviewsState';

/** Every open pull request of an agent, in the order of who should look first. */
export function ReviewsPage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const reviewer = useReviewer();
  const state = useReviewsState(reviewer.value);
  return (
    <PageFrame
      title={t('reviews.title')}
      section="reviews"
      parentHref={rootLink()}
    >
      <Stack spacing={2}>
        <Stack
          direction={{ xs: 'column', sm: 'row' }}
          spacing={2}
          alignItems={{ sm: 'center' }}
        >
          <ToggleButtonGroup
            exclusive
            size="small"
            aria-label={t('reviews.scope.label')}
            value={state.scope}
            onChange={(_, next: Scope | null) => next && state.setScope(next)}
          >
            {scopes.map(scope => (
              <ToggleButton
                key={scope}
                value={scope}
                sx={{ textTransform: 'none', px: 2 }}
              >
                {t(`reviews.scope.${scope}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <TextField
            select
            size="small"
            label={t('reviews.waitsFor.label')}
            value={state.waitsFor ?? ''}
            onChange={event =>
              state.setWaitsFor(
                (event.target.value || undefined) as
                  | AgentTaskWaitKind
                  | undefined,
              )
            }
            SelectProps={{ displayEmpty: true }}
            InputLabelProps={{ shrink: true }}
            sx={{ minWidth: 220 }}
          >
            <MenuItem value="">{t('reviews.waitsFor.any')}</MenuItem>
            {reviewWaits.map(kind => (
              <MenuItem key={kind} value={kind}>
                {t(`wait.kind.${kind}`)}
              </MenuItem>
            ))}
          </TextField>
        </Stack>
        <Asked reviewer={reviewer} state={state} />
      </Stack>
    </PageFrame>
  );
}

/** Nobody's pull requests are not everybody's: who looks has to be known. */
function Asked(props: {
  reviewer: ReturnType<typeof useReviewer>;
  state: ReviewsState;
}) {
  const { reviewer, state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (state.scope === 'all') {
    return <Reviews state={state} />;
  }
  if (!reviewer.value) {
    return reviewer.error ? (
      <LoadFailure error={reviewer.error} onTryAgain={reviewer.retry} />
    ) : (
      <Loading />
    );
  }
  // everybody owns at least what is their own
  return state.scope === 'mine' && reviewer.value.names.length === 0 ? (
    <Paper variant="outlined">
      <NothingHere
        title={t('reviews.unknown.title')}
        text={t('reviews.unknown.text')}
      />
    </Paper>
  ) : (
    <Reviews state={state} />
  );
}

function Reviews(props: { state: ReviewsState }) {
  const { state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value, error, updatedAt, loading, refresh } = useAgentTasks(
    state.query,
  );
  if (!value) {
    return error ? (
      <LoadFailure error={error} onTryAgain={refresh} />
    ) : (
      <Loading />
    );
  }
  return (
    <>
      {error && updatedAt && (
        <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
      )}
      <Paper variant="outlined" sx={{ overflow: 'clip' }}>
        {value.items.length === 0 ? (
          <NothingHere
            title={t('reviews.none.title')}
            text={t(
              state.waitsFor ? 'reviews.none.filtered' : 'reviews.none.text',
            )}
          />
        ) : (
          <>
            <Box sx={{ overflowX: 'auto' }}>
              <ReviewsTable tasks={value.items} busy={loading} />
            </Box>
            <Paging page={value} onCursor={state.setCursor} />
          </>
        )}
      </Paper>
    </>
  );
}

function Loading() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box role="status" aria-label={t('reviews.loading')}>
      <Skeleton variant="rounded" height={240} />
    </Box>
  );
}
