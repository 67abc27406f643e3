import type { ProvenanceRow as Row } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Credits,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ExpandLessIcon from '@mui/icons-material/ExpandLess';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import IconButton from '@mui/material/IconButton';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { Fragment } from 'react';
import { useTaskLink } from '../../hooks/useTaskLink';
import { PersonRef } from '../PersonRef';
import { Second } from '../TaskBrowser/Second';
import { ProvenanceDetails } from './ProvenanceDetails';

/** Enough digits to name a commit. */
const SHORT_COMMIT = 10;

/** One task with what it led to. */
export function ProvenanceRow(props: {
  row: Row;
  open: boolean;
  onToggle(): void;
}) {
  const { row, open, onToggle } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const taskLink = useTaskLink();
  const commits = row.pullRequests.flatMap(pull => pull.mergeCommit ?? []);
  return (
    <>
      <TableRow hover sx={{ '& > td': { verticalAlign: 'top', py: 1.25 } }}>
        <TableCell padding="checkbox">
          <IconButton
            size="small"
            aria-expanded={open}
            aria-label={t('provenance.table.details', { title: row.title })}
            onClick={onToggle}
          >
            {open ? <ExpandLessIcon /> : <ExpandMoreIcon />}
          </IconButton>
        </TableCell>
        <TableCell>
          <Link to={taskLink(row.taskId)}>{row.title}</Link>
          <Second>
            {row.template
              ? `${row.template.title} ${row.template.version}`
              : t('table.freePrompt')}
            {row.ticket && ` · ${row.ticket}`}
          </Second>
        </TableCell>
        <TableCell>
          <Link to={row.repository.url}>
            {row.repository.owner}/<wbr />
            {row.repository.name}
          </Link>
        </TableCell>
        <TableCell>
          {row.pullRequests.length === 0 && (
            <Second>{t('provenance.table.noPull')}</Second>
          )}
          {row.pullRequests.map(pull => (
            <div key={pull.url}>
              <Link to={pull.url} title={pull.title}>
                {t('pull.short', { number: String(pull.number) })}
              </Link>
              {' · '}
              {t(`pull.state.${pull.state}`)}
            </div>
          ))}
        </TableCell>
        <TableCell>
          {commits.map(commit => (
            <code key={commit} title={commit} style={{ display: 'block' }}>
              {commit.slice(0, SHORT_COMMIT)}
            </code>
          ))}
        </TableCell>
        <TableCell>
          <PersonRef actor={row.requestedBy} />
          <Second>
            <RelativeTime at={row.createdAt} />
          </Second>
          {row.approvers.length > 0 && (
            <Second>
              {t('provenance.table.approvedBy')}{' '}
              {row.approvers.map((approver, index) => (
                <Fragment key={approver}>
                  {index > 0 && ', '}
                  <PersonRef actor={approver} />
                </Fragment>
              ))}
            </Second>
          )}
        </TableCell>
        <TableCell align="right">
          <Credits credits={row.usage?.credits} />
        </TableCell>
      </TableRow>
      {open && (
        <TableRow>
          <TableCell colSpan={7} sx={{ backgroundColor: 'action.hover' }}>
            <ProvenanceDetails row={row} />
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
