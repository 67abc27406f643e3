import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import RefreshIcon from '@mui/icons-material/Refresh';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { StableRows } from './useStableRows';

/** Says that the list has changed and lets the reader decide when to see it. */
export function Arrivals(props: { rows: StableRows }) {
  const { arrivals, moved, apply } = props.rows;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const words =
    arrivals > 0 ? t('list.arrivals', { count: arrivals }) : t('list.moved');
  return (
    <Box role="status" aria-live="polite">
      {(arrivals > 0 || moved) && (
        <Button
          fullWidth
          size="small"
          startIcon={<RefreshIcon />}
          onClick={apply}
          sx={{
            borderRadius: 0,
            backgroundColor: 'action.hover',
            borderBottom: 1,
            borderColor: 'divider',
          }}
        >
          {words}
        </Button>
      )}
    </Box>
  );
}
