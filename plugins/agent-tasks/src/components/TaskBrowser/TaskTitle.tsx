import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useTaskLink } from '../../hooks/useTaskLink';

/** The title, at most two lines of it, leading to the task. */
export function TaskTitle(props: { task: AgentTask }) {
  const { task } = props;
  const taskLink = useTaskLink();
  return (
    <Box
      component={Link}
      to={taskLink(task.id)}
      title={task.title}
      sx={{
        fontWeight: 500,
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: 2,
        overflow: 'hidden',
        overflowWrap: 'anywhere',
      }}
    >
      {task.title}
    </Box>
  );
}
