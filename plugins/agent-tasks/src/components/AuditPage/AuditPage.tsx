import {
  agentTasksTranslationRef,
  LoadFailure,
  ReasonsList,
  StaleNotice,
  useAuditEvents,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import { useCallback } from 'react';
import { useNotify } from '../../hooks/useNotify';
import { rootRouteRef } from '../../routes';
import { PageFrame } from '../PageFrame';
import { ReasonedButton } from '../ReasonedButton';
import { TableSkeleton } from '../TaskBrowser/TableSkeleton';
import { AuditEmpty } from './AuditEmpty';
import { AuditFilters } from './AuditFilters';
import { AuditPaging } from './AuditPaging';
import { AuditTable } from './AuditTable';
import { useAuditState } from './useAuditState';
import { useExport } from './useExport';
import { useVerification } from './useVerification';
import { VerificationResult } from './VerificationResult';

/** Who did what and was refused what, and whether the record of it is whole. */
export function AuditPage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const state = useAuditState();
  const events = useAuditEvents(state.query);
  const verification = useVerification();
  const notify = useNotify();
  const onExported = useCallback(
    () => notify(t('audit.export.done')),
    [notify, t],
  );
  const exporting = useExport(onExported);
  const readable = !events.error || events.value !== undefined;
  return (
    <PageFrame
      title={t('audit.title')}
      section="audit"
      parentHref={rootLink()}
      actions={
        readable && (
          <Stack direction="row" spacing={1}>
            <ReasonedButton
              variant="outlined"
              reason={exporting.running ? t('audit.export.running') : undefined}
              onClick={exporting.start}
            >
              {t('audit.export.button')}
            </ReasonedButton>
            <ReasonedButton
              variant="contained"
              reason={
                verification.running ? t('audit.verify.running') : undefined
              }
              onClick={verification.verify}
            >
              {t('audit.verify.button')}
            </ReasonedButton>
          </Stack>
        )
      }
    >
      <Stack spacing={2}>
        <VerificationResult
          verification={verification}
          onClose={verification.close}
        />
        {exporting.error && (
          <ReasonsList
            title={t('audit.export.failed')}
            reasons={[{ code: 'error', message: exporting.error.message }]}
          />
        )}
        {readable && <AuditFilters state={state} />}
        {events.error && events.value && events.updatedAt && (
          <StaleNotice
            silent="backend"
            asOf={events.updatedAt}
            onTryNow={events.refresh}
          />
        )}
        {events.error && !events.value ? (
          <LoadFailure error={events.error} onTryAgain={events.refresh} />
        ) : (
          <Paper variant="outlined" sx={{ overflow: 'clip' }}>
            {!events.value && <TableSkeleton label={t('audit.loading')} />}
            {events.value?.items.length === 0 && <AuditEmpty state={state} />}
            {events.value && events.value.items.length > 0 && (
              <AuditTable events={events.value.items} busy={events.loading} />
            )}
            {events.value && (
              <AuditPaging page={events.value} onCursor={state.setCursor} />
            )}
          </Paper>
        )}
      </Stack>
    </PageFrame>
  );
}
