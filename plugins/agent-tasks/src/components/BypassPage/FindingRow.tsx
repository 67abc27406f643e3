import {
  agentTaskBypassDecidePermission,
  BypassFinding,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import BlockIcon from '@mui/icons-material/ReportProblemOutlined';
import CopyIcon from '@mui/icons-material/ContentCopy';
import Box from '@mui/material/Box';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { useTaskLink } from '../../hooks/useTaskLink';
import { PersonRef } from '../PersonRef';
import { ReasonedButton } from '../ReasonedButton';
import { Second } from '../TaskBrowser/Second';
import { useCreatorName } from './useCreatorName';

const icons = { 'no-intent': BlockIcon, 'marker-copied': CopyIcon };

/** One finding, and the one thing to do about it. */
export function FindingRow(props: {
  finding: BypassFinding;
  onDecide(finding: BypassFinding): void;
}) {
  const { finding, onDecide } = props;
  const { kind, status, repository, githubTask, owner } = finding;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const creatorName = useCreatorName();
  const taskLink = useTaskLink();
  const { allowed, loading } = usePermission({
    permission: agentTaskBypassDecidePermission,
  });
  const Icon = icons[kind];
  const forbidden = loading
    ? t('action.checking')
    : t('bypass.decide.forbidden');
  return (
    <TableRow hover sx={{ '& > td': { verticalAlign: 'top', py: 1.25 } }}>
      <TableCell>
        <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'flex-start' }}>
          <Icon
            aria-hidden
            fontSize="small"
            sx={{
              color: status === 'open' ? 'warning.main' : 'text.secondary',
            }}
          />
          <span>{t(`bypass.kind.${kind}`)}</span>
        </Box>
        {finding.markerTaskId && (
          <Second>
            <Link to={taskLink(finding.markerTaskId)}>
              {t('bypass.theTask')}
            </Link>
          </Second>
        )}
        <Second>
          <RelativeTime at={finding.foundAt} />
        </Second>
      </TableCell>
      <TableCell>
        {repository.owner}/<wbr />
        {repository.name}
        <Second>
          {owner ? (
            <EntityRefLink entityRef={owner} hideIcon />
          ) : (
            t('bypass.noOwner')
          )}
        </Second>
      </TableCell>
      <TableCell>{creatorName(finding)}</TableCell>
      <TableCell>
        <RelativeTime at={finding.createdAt} />
        {githubTask.state && (
          <Second>{t(`agentState.${githubTask.state}`)}</Second>
        )}
      </TableCell>
      <TableCell>
        {status === 'open' ? (
          <ReasonedButton
            size="small"
            variant="outlined"
            reason={allowed ? undefined : forbidden}
            onClick={() => onDecide(finding)}
          >
            {t('bypass.decide.button')}
          </ReasonedButton>
        ) : (
          <>
            {t(`bypass.status.${status}`)} {t('bypass.by')}{' '}
            <PersonRef actor={finding.decidedBy ?? ''} />
            {finding.adoptedTaskId && (
              <>
                {' '}
                {t('bypass.under')}{' '}
                <Link to={taskLink(finding.adoptedTaskId)}>
                  {t('bypass.theTask')}
                </Link>
              </>
            )}
            {finding.reason && <Second>{finding.reason}</Second>}
          </>
        )}
        {githubTask.url && (
          <Second>
            <Link to={githubTask.url}>{t('bypass.table.onGitHub')}</Link>
          </Second>
        )}
      </TableCell>
    </TableRow>
  );
}
