import type { AuditEvent } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import ExpandLessIcon from '@mui/icons-material/ExpandLess';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { useId, useState } from 'react';
import { useTaskLink } from '../../hooks/useTaskLink';
import { PersonRef } from '../PersonRef';
import { Second } from '../TaskBrowser/Second';
import { AuditDetails } from './AuditDetails';
import { AuditResult } from './AuditResult';

/** One event; its evidence opens below it. */
export function AuditRow(props: { event: AuditEvent }) {
  const { event } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const taskLink = useTaskLink();
  const { action, entityRef, repository, taskId, ticket, identity } = event;
  const place = entityRef ? (
    <EntityRefLink entityRef={entityRef} hideIcon />
  ) : (
    repository ?? identity
  );
  return (
    <>
      <TableRow
        hover
        sx={{
          '& > td': {
            verticalAlign: 'top',
            py: 1.25,
            lineHeight: 1.45,
            overflowWrap: 'anywhere',
            ...(open && { borderBottom: 0 }),
          },
        }}
      >
        <TableCell>
          <RelativeTime at={event.at} />
        </TableCell>
        <TableCell>
          <code>{action}</code>
          <Second>
            <AuditResult result={event.result} />
          </Second>
        </TableCell>
        <TableCell>
          <PersonRef actor={event.actor} />
          {event.onBehalfOf && (
            <Second>
              {t('audit.for')} <PersonRef actor={event.onBehalfOf} />
            </Second>
          )}
        </TableCell>
        <TableCell>
          {place}
          <Second>
            {taskId && (
              <Link to={taskLink(taskId)}>
                {t('audit.task')} {taskId.slice(0, 8)}
              </Link>
            )}
            {taskId && ticket && ' · '}
            {ticket}
          </Second>
        </TableCell>
        <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {event.position ?? <Second>{t('audit.unsealed')}</Second>}
        </TableCell>
        <TableCell padding="none" align="right">
          <IconButton
            size="small"
            aria-expanded={open}
            aria-controls={open ? detailsId : undefined}
            aria-label={t(open ? 'audit.hide' : 'audit.show', { action })}
            onClick={() => setOpen(value => !value)}
          >
            {open ? <ExpandLessIcon /> : <ExpandMoreIcon />}
          </IconButton>
        </TableCell>
      </TableRow>
      {open && (
        <TableRow id={detailsId}>
          <TableCell colSpan={6} sx={{ pt: 0 }}>
            <Box sx={{ maxWidth: 900, pb: 1 }}>
              <AuditDetails event={event} />
            </Box>
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
