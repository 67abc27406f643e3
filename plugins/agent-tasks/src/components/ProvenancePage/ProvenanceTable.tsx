import type { ProvenanceRow as Row } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useState } from 'react';
import { visuallyHidden } from '../visuallyHidden';
import { ProvenanceRow } from './ProvenanceRow';

/** Task, repository, pull request, merge commit; each row opens to its prompt. */
export function ProvenanceTable(props: { rows: Row[]; busy: boolean }) {
  const { rows, busy } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [open, setOpen] = useState<string>();
  return (
    <Table
      size="small"
      aria-label={t('provenance.table.label')}
      aria-busy={busy}
      sx={{ minWidth: 860, opacity: busy ? 0.6 : 1 }}
    >
      <TableHead>
        <TableRow>
          <TableCell padding="checkbox">
            <span style={visuallyHidden}>{t('provenance.details.prompt')}</span>
          </TableCell>
          <TableCell>{t('provenance.table.task')}</TableCell>
          <TableCell>{t('provenance.table.repository')}</TableCell>
          <TableCell>{t('provenance.table.pullRequests')}</TableCell>
          <TableCell>{t('provenance.table.commits')}</TableCell>
          <TableCell>{t('provenance.table.people')}</TableCell>
          <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
            {t('provenance.table.credits')}
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(row => (
          <ProvenanceRow
            key={row.taskId}
            row={row}
            open={open === row.taskId}
            onToggle={() =>
              setOpen(current =>
                current === row.taskId ? undefined : row.taskId,
              )
            }
          />
        ))}
      </TableBody>
    </Table>
  );
}
