import {
  agentTasksTranslationRef,
  Duration,
  LoadFailure,
  useAgentTaskApprovals,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTaskLink } from '../../hooks/useTaskLink';
import { NextStepLink } from '../NextStepLink';
import { PersonRef } from '../PersonRef';

/** More than this is work for another time of the day. */
const LINES = 5;

/**
 * What waits for the reader's approval, those that have waited longest first.
 * Takes no room where nothing does.
 */
export function WaitingApprovals() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const titleId = useId();
  const taskLink = useTaskLink();
  const { value, error, refresh } = useAgentTaskApprovals({
    for: 'me',
    limit: LINES,
  });
  if (!value && error) {
    return <LoadFailure error={error} onTryAgain={refresh} />;
  }
  if (!value?.items.length) {
    return null;
  }
  const more = value.totalItems - value.items.length;
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-labelledby={titleId}
      sx={{ px: { xs: 2, md: 3 }, py: 2 }}
    >
      <Typography id={titleId} variant="subtitle2" component="h2">
        {t('approval.waiting.title', { count: value.totalItems })}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {value.items.map(task => (
          <Box
            component="li"
            key={task.id}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              columnGap: 1.5,
              minHeight: 40,
              fontSize: '0.875rem',
            }}
          >
            <Link to={taskLink(task.id)}>{task.title}</Link>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {task.repository.owner}/{task.repository.name} ·{' '}
              <PersonRef actor={task.approval?.askedBy ?? task.requestedBy} /> ·{' '}
              <Duration since={task.phaseSince} />
            </Box>
            <NextStepLink task={task} />
          </Box>
        ))}
      </Box>
      {more > 0 && (
        <Typography variant="body2" color="text.secondary">
          {t('approval.waiting.more', { count: more })}
        </Typography>
      )}
    </Paper>
  );
}
