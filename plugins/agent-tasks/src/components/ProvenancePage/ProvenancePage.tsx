import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useProvenance,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { rootRouteRef } from '../../routes';
import { ExportButtons } from '../ExportButtons';
import { NothingHere } from '../NothingHere';
import { PageFrame } from '../PageFrame';
import { Paging } from '../TaskBrowser/Paging';
import { ProvenanceCounts } from './ProvenanceCounts';
import { ProvenanceFilters } from './ProvenanceFilters';
import { ProvenanceTable } from './ProvenanceTable';
import { useProvenanceState } from './useProvenanceState';

/** Where changes came from: the question, its counts, and every task of it. */
export function ProvenancePage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const api = useApi(agentTasksApiRef);
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
      actions={
        <ExportButtons
          fileName="provenance"
          words={{
            csv: t('provenance.export.csv'),
            jsonl: t('provenance.export.jsonl'),
            running: t('provenance.export.running'),
            done: t('provenance.export.done'),
          }}
          load={format => api.exportProvenance(format, state.question)}
        />
      }
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
    <NothingHere
      title={t(`provenance.${kind}.title`)}
      text={t(`provenance.${kind}.text`)}
    >
      {narrowed && (
        <Button variant="outlined" onClick={onClear}>
          {t('provenance.filters.clear')}
        </Button>
      )}
    </NothingHere>
  );
}
