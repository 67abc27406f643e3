import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useProvenance,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { rootRouteRef } from '../../routes';
import { PageFrame } from '../PageFrame';
import { Paging } from '../TaskBrowser/Paging';
import { ExportButtons } from './ExportButtons';
import { ProvenanceCounts } from './ProvenanceCounts';
import { ProvenanceFilters } from './ProvenanceFilters';
import { ProvenanceTable } from './ProvenanceTable';
import { useProvenanceState } from './useProvenanceState';

/** Where changes came from: the question, its counts, and every task of it. */
export function ProvenancePage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const state = useProvenanceState();
  const { value, error, updatedAt, loading, refresh } = useProvenance(
    state.query,
  );
  // an answer to the question before says nothing about one that was refused
  const refused =
    error?.name === 'InputError' || error?.name === 'NotAllowedError';
  const shown = refused ? undefined : value;
  return (
    <PageFrame
      title={t('provenance.title')}
      section="provenance"
      parentHref={rootLink()}
      actions={<ExportButtons state={state} />}
    >
      <Stack spacing={2}>
        <ProvenanceFilters state={state} />
        <ProvenanceCounts counts={shown?.counts} unknown={Boolean(error)} />
        {!shown && error && <LoadFailure error={error} onTryAgain={refresh} />}
        {!shown && !error && (
          <Box role="status" aria-label={t('provenance.loading')}>
            <Skeleton variant="rounded" height={320} />
          </Box>
        )}
        {shown && error && updatedAt && (
          <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
        )}
        {shown && (
          <Paper variant="outlined" sx={{ overflow: 'clip' }}>
            {shown.items.length === 0 ? (
              <Nothing narrowed={state.narrowed} onClear={state.clear} />
            ) : (
              <>
                <Box sx={{ overflowX: 'auto' }}>
                  <ProvenanceTable rows={shown.items} busy={loading} />
                </Box>
                <Paging
                  page={{
                    totalItems: shown.counts.tasks,
                    pageInfo: shown.pageInfo,
                  }}
                  onCursor={state.setCursor}
                />
              </>
            )}
          </Paper>
        )}
      </Stack>
    </PageFrame>
  );
}

function Nothing(props: { narrowed: boolean; onClear(): void }) {
  const { narrowed, onClear } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const kind = narrowed ? 'noMatch' : 'empty';
  return (
    <Box sx={{ textAlign: 'center', py: 8, px: 2 }}>
      <Typography variant="h6" component="p" gutterBottom>
        {t(`provenance.${kind}.title`)}
      </Typography>
      <Typography
        variant="body2"
        color="text.secondary"
        sx={{ maxWidth: 460, mx: 'auto', mb: 2 }}
      >
        {t(`provenance.${kind}.text`)}
      </Typography>
      {narrowed && (
        <Button variant="outlined" onClick={onClear}>
          {t('provenance.filters.clear')}
        </Button>
      )}
    </Box>
  );
}
