import type { AgentTaskPullRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckIcon from '@mui/icons-material/Check';
import CloseIcon from '@mui/icons-material/Close';
import PendingIcon from '@mui/icons-material/MoreHoriz';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { Fragment } from 'react';
import { agentTasksTranslationRef } from '../translation';
import { GitHubLink } from './GitHubLink';

const checkLooks = {
  none: undefined,
  pending: { Icon: PendingIcon, color: 'text.secondary' },
  success: { Icon: CheckIcon, color: 'success.main' },
  failure: { Icon: CloseIcon, color: 'error.main' },
} as const;

/**
 * A pull request in one line: number, state, checks and review.
 *
 * @public
 */
export function PullRequestLine(props: {
  pullRequest: AgentTaskPullRequest;
  /** Host of the repository; links lead nowhere else. */
  host: string;
  /** Number above, the rest below: for a narrow column. */
  stacked?: boolean;
}) {
  const { pullRequest, host, stacked } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const name = t('pull.short', { number: String(pullRequest.number) });
  const settled =
    pullRequest.state === 'merged' || pullRequest.state === 'closed';
  const checks = settled ? undefined : checkLooks[pullRequest.checks];
  const words = settled
    ? [t(`pull.state.${pullRequest.state}`)]
    : [
        pullRequest.isDraft ? t('pull.state.draft') : undefined,
        checks && t(`pull.checks.${pullRequest.checks}`),
        pullRequest.reviewDecision === 'none'
          ? undefined
          : t(`pull.review.${pullRequest.reviewDecision}`),
      ].filter(word => word !== undefined);
  return (
    <Box component="span" sx={{ display: 'inline' }}>
      <Tooltip title={pullRequest.title}>
        <span style={{ whiteSpace: 'nowrap' }}>
          <GitHubLink
            url={pullRequest.url}
            host={host}
            aria-label={`${name}: ${pullRequest.title}`}
          >
            {name}
          </GitHubLink>
        </span>
      </Tooltip>
      {words.length > 0 && (
        <Box
          component="span"
          sx={{
            color: 'text.secondary',
            ...(stacked && { display: 'block', fontSize: '0.8125rem' }),
          }}
        >
          {!stacked && ' · '}
          {checks && (
            <Box
              component={checks.Icon}
              aria-hidden
              sx={{
                color: checks.color,
                fontSize: 16,
                verticalAlign: 'text-bottom',
                mr: '2px',
              }}
            />
          )}
          {words.map((word, index) => (
            <Fragment key={word}>
              {index > 0 && ' · '}
              <span style={{ whiteSpace: 'nowrap' }}>{word}</span>
            </Fragment>
          ))}
        </Box>
      )}
    </Box>
  );
}
