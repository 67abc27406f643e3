import type { AuditEvent } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { visuallyHidden } from '../visuallyHidden';
import { AuditRow } from './AuditRow';

/** A page of events, the newest first. */
export function AuditTable(props: { events: AuditEvent[]; busy: boolean }) {
  const { events, busy } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table
        size="small"
        aria-label={t('audit.label')}
        aria-busy={busy}
        sx={{
          minWidth: 680,
          transition: 'opacity 120ms',
          opacity: busy ? 0.6 : 1,
          '& th': { color: 'text.secondary', whiteSpace: 'nowrap' },
        }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{t('audit.column.when')}</TableCell>
            <TableCell>{t('audit.column.what')}</TableCell>
            <TableCell>{t('audit.column.who')}</TableCell>
            <TableCell>{t('audit.column.about')}</TableCell>
            <TableCell align="right">{t('audit.column.chain')}</TableCell>
            <TableCell sx={{ width: 48, position: 'relative' }}>
              <span style={visuallyHidden}>{t('audit.column.details')}</span>
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {events.map(event => (
            <AuditRow key={event.id} event={event} />
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
