import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  Duration,
  PhaseChip,
  PullRequestLine,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useTaskLink } from '../../hooks/useTaskLink';
import { NextStepLink } from '../NextStepLink';
import { TaskActionButton } from '../TaskAction';

/** One task in one line, with the one thing to do about it. */
export function CardLine(props: { task: AgentTask; onChanged(): void }) {
  const { task, onChanged } = props;
  const taskLink = useTaskLink();
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1.5,
        rowGap: 0.25,
        minHeight: 44,
        py: 0.75,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ minWidth: { sm: 156 } }}>
        <PhaseChip phase={task.phase} />
      </Box>
      <Box sx={{ flex: '1 1 180px', minWidth: 0, fontSize: '0.875rem' }}>
        <Box
          component={Link}
          to={taskLink(task.id)}
          title={task.title}
          sx={{
            display: 'block',
            fontWeight: 500,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {task.title}
        </Box>
        <Box
          component="span"
          sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
        >
          <Duration since={task.phaseSince} />
          {task.approval && <> · {task.nextStep.sentence}</>}
          {task.pullRequest && (
            <>
              {' · '}
              <PullRequestLine
                pullRequest={task.pullRequest}
                host={task.repository.host}
              />
            </>
          )}
        </Box>
      </Box>
      {task.nextStep.action === 'retry' ? (
        <Box sx={{ ml: 'auto' }}>
          <TaskActionButton
            task={task}
            action="retry"
            variant="text"
            size="small"
            onDone={onChanged}
          />
        </Box>
      ) : (
        <NextStepLink task={task} />
      )}
    </Box>
  );
}
