import type {
  AgentTask,
  ResolveTaskResult,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckIcon from '@mui/icons-material/Check';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

/** What became of each task, in the order in which they were chosen. */
export function ResolveResults(props: {
  tasks: AgentTask[];
  results: ResolveTaskResult[];
}) {
  const { tasks, results } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const titles = new Map(tasks.map(task => [task.id, task.title]));
  return (
    <Box
      component="ul"
      tabIndex={0}
      aria-label={t('action.resolve.results')}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        maxHeight: 320,
        overflow: 'auto',
      }}
    >
      {results.map(({ id, resolved, reasons = [] }) => (
        <Box component="li" key={id} sx={{ display: 'flex', gap: 1, py: 0.5 }}>
          <Box
            component={resolved ? CheckIcon : CloseIcon}
            aria-hidden
            sx={{
              fontSize: 20,
              color: resolved ? 'success.main' : 'error.main',
            }}
          />
          <Typography
            variant="body2"
            component="div"
            sx={{ overflowWrap: 'anywhere' }}
          >
            {titles.get(id)}
            <Box sx={{ color: 'text.secondary' }}>
              {resolved
                ? t('action.resolve.resolved')
                : reasons
                    .flatMap(({ message, nextStep }) => [message, nextStep])
                    .filter(Boolean)
                    .join(' ')}
            </Box>
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
