import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { AgentTasksIcon } from '../AgentTasksIcon';
import type { TaskListState } from './useTaskListState';

/** Nothing matches, or nothing was ever asked for: each says what to do. */
export function ListEmpty(props: { state: TaskListState; start?: ReactNode }) {
  const { state, start } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box sx={{ textAlign: 'center', py: 8, px: 2 }}>
      <AgentTasksIcon sx={{ fontSize: 48, color: 'text.secondary', mb: 1 }} />
      <Typography variant="h6" component="p" gutterBottom>
        {state.narrowed ? t('list.noMatch.title') : t('list.empty.title')}
      </Typography>
      <Typography
        variant="body2"
        color="text.secondary"
        sx={{ maxWidth: 460, mx: 'auto', mb: 2 }}
      >
        {state.narrowed ? t('list.noMatch.text') : t('list.empty.text')}
      </Typography>
      {state.narrowed ? (
        <Button variant="outlined" onClick={state.clear}>
          {t('list.noMatch.clear')}
        </Button>
      ) : (
        start
      )}
    </Box>
  );
}
