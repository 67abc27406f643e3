import type { BypassFinding } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { FindingRow } from './FindingRow';

const columns = ['found', 'repository', 'creator', 'started', 'next'] as const;

/** The findings of a page. */
export function FindingsTable(props: {
  findings: BypassFinding[];
  busy: boolean;
  onDecide(finding: BypassFinding): void;
}) {
  const { findings, busy, onDecide } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Table
      size="small"
      aria-label={t('bypass.table.label')}
      aria-busy={busy}
      sx={{ minWidth: 760, opacity: busy ? 0.6 : 1 }}
    >
      <TableHead>
        <TableRow>
          {columns.map(column => (
            <TableCell key={column}>{t(`bypass.table.${column}`)}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {findings.map(finding => (
          <FindingRow key={finding.id} finding={finding} onDecide={onDecide} />
        ))}
      </TableBody>
    </Table>
  );
}
