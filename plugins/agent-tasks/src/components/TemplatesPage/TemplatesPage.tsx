import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useAgentTaskTemplates,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { rootRouteRef } from '../../routes';
import { NothingHere } from '../NothingHere';
import { PageFrame } from '../PageFrame';
import { TemplatesTable } from './TemplatesTable';

const everything = { type: ['template' as const, 'include' as const] };

/** The templates of the catalog, and where the version of each stands. */
export function TemplatesPage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const { value, error, updatedAt, refresh } =
    useAgentTaskTemplates(everything);
  return (
    <PageFrame
      title={t('templates.title')}
      section="templates"
      parentHref={rootLink()}
    >
      <Stack spacing={2}>
        {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
        {!value && !error && (
          <Box role="status" aria-label={t('templates.loading')}>
            <Skeleton variant="rounded" height={220} />
          </Box>
        )}
        {value && error && updatedAt && (
          <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
        )}
        {value?.length === 0 && (
          <NothingHere
            title={t('templates.none.title')}
            text={t('templates.none.text')}
          />
        )}
        {value && value.length > 0 && (
          <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
            <TemplatesTable templates={value} />
          </Paper>
        )}
      </Stack>
    </PageFrame>
  );
}
