import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Duration,
  PullRequestLine,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import WarningIcon from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { useTaskLink } from '../../hooks/useTaskLink';
import { NextStepLink } from '../NextStepLink';
import { Second } from '../TaskBrowser/Second';

const whole = new Intl.NumberFormat();

/** One pull request: what it is, what it waits for, and whom. */
export function ReviewRow(props: { task: AgentTask }) {
  const { task } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const taskLink = useTaskLink();
  const { repository, pullRequest, nextStep, wait, tier, owner } = task;
  const waitsFor = nextStep.waitsFor;
  const approved = (pullRequest?.reviews ?? []).filter(
    ({ state }) => state === 'approved',
  ).length;
  const asked = pullRequest?.requestedReviewers ?? [];
  return (
    <TableRow hover sx={{ '& > td': { verticalAlign: 'top', py: 1.25 } }}>
      <TableCell sx={{ minWidth: 240 }}>
        <Link to={taskLink(task.id)}>{task.title}</Link>
        <Second>
          {repository.owner}/<wbr />
          {repository.name}
          {task.template && ` · ${task.template.title}`}
        </Second>
      </TableCell>
      <TableCell>
        {pullRequest ? (
          <PullRequestLine
            pullRequest={pullRequest}
            host={repository.host}
            stacked
          />
        ) : (
          t('reviews.unread')
        )}
      </TableCell>
      <TableCell sx={{ minWidth: 180 }}>
        <Box sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start' }}>
          {wait?.overdue && (
            <WarningIcon
              fontSize="small"
              titleAccess={t('wait.overdue')}
              sx={{ color: 'warning.main' }}
            />
          )}
          <span>{waitsFor && t(`wait.kind.${waitsFor}`)}</span>
        </Box>
        <Second>
          {asked.length > 0 && waitsFor === 'review' ? (
            asked.join(', ')
          ) : (
            <>{owner && <EntityRefLink entityRef={owner} hideIcon />}</>
          )}
        </Second>
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        {approved + asked.length === 0
          ? '–'
          : t('reviews.given', {
              given: whole.format(approved),
              asked: whole.format(approved + asked.length),
            })}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        {pullRequest?.changedFiles !== undefined && (
          <>
            {t('reviews.files', {
              count: pullRequest.changedFiles,
              value: whole.format(pullRequest.changedFiles),
            })}
            <Second>
              +{whole.format(pullRequest.additions ?? 0)} −
              {whole.format(pullRequest.deletions ?? 0)}
            </Second>
          </>
        )}
      </TableCell>
      <TableCell align="right">{tier ?? '–'}</TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        <Duration since={task.phaseSince} />
      </TableCell>
      <TableCell align="right">
        <NextStepLink task={task} />
      </TableCell>
    </TableRow>
  );
}
