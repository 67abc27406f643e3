import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { TaskActionName } from '../../hooks/useTaskAction';
import { ResolveDialog } from '../ResolveTask';
import { TaskActionDialog } from '../TaskAction';
import { BulkButton } from './BulkButton';

/** What can be done to the selected rows together. */
export function BulkBar(props: {
  tasks: AgentTask[];
  onClear(): void;
  onDone(): void;
}) {
  const { tasks, onClear, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [action, setAction] = useState<TaskActionName>();
  return (
    <Paper
      variant="outlined"
      role="region"
      aria-label={t('bulk.label')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        px: 2,
        py: 0.5,
        position: 'sticky',
        bottom: 12,
        zIndex: 2,
        boxShadow: 4,
      }}
    >
      <Typography variant="body2" sx={{ mr: 'auto' }} aria-live="polite">
        {t('bulk.selected', { count: tasks.length })}
      </Typography>
      {tasks.some(task => task.nextStep.action === 'resolve') && (
        <BulkButton
          tasks={tasks}
          action="resolve"
          onClick={() => setAction('resolve')}
        />
      )}
      <BulkButton
        tasks={tasks}
        action="retry"
        onClick={() => setAction('retry')}
      />
      <BulkButton
        tasks={tasks}
        action="withdraw"
        onClick={() => setAction('withdraw')}
      />
      <Button size="small" color="inherit" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
      {action === 'resolve' && (
        <ResolveDialog
          tasks={tasks}
          onClose={() => setAction(undefined)}
          onDone={onDone}
        />
      )}
      {action && action !== 'resolve' && (
        <TaskActionDialog
          action={action}
          tasks={tasks}
          onClose={() => setAction(undefined)}
          onDone={onDone}
        />
      )}
    </Paper>
  );
}
