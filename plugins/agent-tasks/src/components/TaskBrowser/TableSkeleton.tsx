import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

const ROWS = 8;

/** Stands in for rows that are on their way, in their size. */
export function TableSkeleton(props: { label?: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box
      role="status"
      aria-label={props.label ?? t('list.loading')}
      sx={{ p: 2 }}
    >
      {Array.from({ length: ROWS }, (_, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 3, py: 1 }}>
          <Skeleton variant="rounded" width={110} height={24} />
          <Box sx={{ flex: 1 }}>
            <Skeleton width={`${60 - (index % 4) * 8}%`} />
            <Skeleton width="25%" />
          </Box>
        </Box>
      ))}
    </Box>
  );
}
