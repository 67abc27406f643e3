import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

/** The shape of a task's page while it is on its way. */
export function TaskPageSkeleton() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box role="status" aria-label={t('taskPage.loading')}>
      <Skeleton variant="rounded" height={72} sx={{ mb: 3 }} />
      <Box sx={{ display: 'flex', gap: 3 }}>
        <Skeleton variant="rounded" height={320} sx={{ flex: 1 }} />
        <Skeleton
          variant="rounded"
          height={320}
          width={320}
          sx={{ display: { xs: 'none', md: 'block' } }}
        />
      </Box>
    </Box>
  );
}
