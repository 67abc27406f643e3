import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Duration,
  PhaseChip,
  PullRequestLine,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { ApprovalButtons, ApprovalState } from '../ApproveTask';
import { AttendMenu, WaitState } from '../AttendTask';
import { FollowUpButtons } from '../FollowUp';
import { NextStepLink } from '../NextStepLink';
import { PersonRef } from '../PersonRef';
import { ResolveButton } from '../ResolveTask';
import { TaskActionButton } from '../TaskAction';

/** What happens next and who owns it, in one sentence with its one action. */
export function TaskHeadline(props: {
  task: AgentTaskDetail;
  onChanged(): void;
}) {
  const { task, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { nextStep, failure, pullRequest } = task;
  // what happened comes first where a person has to decide what it was
  const [headline, detail] =
    nextStep.action === 'resolve' && failure
      ? [failure.message, nextStep.sentence]
      : [nextStep.sentence, failure?.message];
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={t('taskPage.next')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 2,
        px: { xs: 2, md: 3 },
        py: 2,
      }}
    >
      <Box sx={{ flex: '1 1 480px', minWidth: 0 }}>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            columnGap: 1,
            rowGap: 0.5,
            mb: 1,
            color: 'text.secondary',
            fontSize: '0.875rem',
            // a chip needs no mark before its neighbour, words do
            '& > :nth-of-type(n+2):not(:last-of-type)::after': {
              content: '"·"',
              ml: 1,
            },
          }}
        >
          <PhaseChip phase={task.phase} />
          <span>
            {t('taskPage.lasting')} <Duration since={task.phaseSince} />
          </span>
          {nextStep.owner && (
            <span>
              {t('taskPage.owner')} <PersonRef actor={nextStep.owner} />
            </span>
          )}
          {pullRequest && (
            <PullRequestLine
              pullRequest={pullRequest}
              host={task.repository.host}
            />
          )}
        </Box>
        <Typography sx={{ fontSize: '1.0625rem', overflowWrap: 'anywhere' }}>
          {headline}
          {nextStep.at && (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {' · '}
              <RelativeTime at={nextStep.at} />
            </Box>
          )}
        </Typography>
        {detail && (
          <Typography
            variant="body2"
            color="text.secondary"
            sx={{ mt: 0.5, overflowWrap: 'anywhere' }}
          >
            {detail}
          </Typography>
        )}
        {task.approval && <ApprovalState approval={task.approval} />}
        <WaitState wait={task.wait} closesAt={task.pullRequest?.closesAt} />
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 2,
          '&:empty': { display: 'none' },
        }}
      >
        {nextStep.action === 'retry' && (
          <TaskActionButton
            task={task}
            action="retry"
            variant="contained"
            onDone={onChanged}
          />
        )}
        {nextStep.action === 'resolve' && (
          <ResolveButton task={task} onDone={onChanged} />
        )}
        {nextStep.action === 'approve' && (
          <ApprovalButtons task={task} onDone={onChanged} />
        )}
        {!['retry', 'resolve', 'approve'].includes(nextStep.action ?? '') && (
          <NextStepLink task={task} variant="contained" onTaskPage />
        )}
        <FollowUpButtons task={task} onDone={onChanged} />
        {task.wait?.overdue && <AttendMenu task={task} onDone={onChanged} />}
      </Box>
    </Paper>
  );
}
