import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

/** Names what will be touched, in a list that scrolls when it is long. */
export function TaskNames(props: { tasks: AgentTask[] }) {
  return (
    <Box
      component="ul"
      tabIndex={0}
      sx={{ m: 0, pl: 2.5, maxHeight: 200, overflow: 'auto' }}
    >
      {props.tasks.map(task => (
        <Typography component="li" variant="body2" key={task.id}>
          {task.title}
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' · '}
            {task.repository.owner}/{task.repository.name}
          </Box>
        </Typography>
      ))}
    </Box>
  );
}
