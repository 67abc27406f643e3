import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@mui/material/Checkbox';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { columnWidths, TABLE_MIN_WIDTH, wide, wider } from './columnWidths';
import { SortHeader } from './SortHeader';
import type { TaskColumns } from './TaskColumns';
import { TaskRow } from './TaskRow';
import { visuallyHidden } from '../visuallyHidden';
import type { Sort } from './useTaskListState';

/** The tasks of a page, with what can be selected and sorted. */
export function TaskTable(props: {
  label: string;
  rows: { task: AgentTask; gone: boolean }[];
  columns: TaskColumns;
  sort: Sort;
  busy: boolean;
  selected: ReadonlySet<string>;
  onSort(sort: Sort): void;
  onSelect(ids: string[], selected: boolean): void;
  onChanged(): void;
}) {
  const { label, rows, columns, sort, busy, selected, onSort } = props;
  const { onSelect, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const chosen = rows.filter(row => selected.has(row.task.id)).length;
  return (
    <Table
      size="small"
      aria-label={label}
      aria-busy={busy}
      sx={{
        tableLayout: 'fixed',
        minWidth: TABLE_MIN_WIDTH,
        transition: 'opacity 120ms',
        opacity: busy ? 0.6 : 1,
        '& th': {
          // what is visually hidden stays within what scrolls
          position: 'relative',
          px: 0.75,
          whiteSpace: 'nowrap',
          color: 'text.secondary',
        },
        '& tr:last-child td': { borderBottom: 0 },
      }}
    >
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: columnWidths.select }}>
            <Checkbox
              size="small"
              checked={rows.length > 0 && chosen === rows.length}
              indeterminate={chosen > 0 && chosen < rows.length}
              onChange={(_, checked) =>
                onSelect(
                  rows.map(row => row.task.id),
                  checked,
                )
              }
              inputProps={{ 'aria-label': t('table.selectAll') }}
              sx={{ p: 0.25 }}
            />
          </TableCell>
          <SortHeader
            sx={{ ...wide, width: columnWidths.phase }}
            sort={sort}
            down="-phaseSince"
            up="phaseSince"
            onSort={onSort}
          >
            {t('table.phase')}
          </SortHeader>
          <SortHeader sort={sort} up="title" down="-title" onSort={onSort}>
            {t('table.task')}
          </SortHeader>
          {columns.component && (
            <TableCell sx={{ ...wide, width: columnWidths.component }}>
              {t('table.component')}
            </TableCell>
          )}
          {columns.owner && (
            <TableCell sx={{ ...wider, width: columnWidths.owner }}>
              {t('table.owner')}
            </TableCell>
          )}
          <SortHeader
            sx={{ ...wide, width: columnWidths.requested }}
            sort={sort}
            down="-createdAt"
            up="createdAt"
            onSort={onSort}
          >
            {t('table.requested')}
          </SortHeader>
          <TableCell sx={{ ...wide, width: columnWidths.pullRequest }}>
            {t('table.pullRequest')}
          </TableCell>
          <TableCell
            sx={{ ...wider, width: columnWidths.credits }}
            align="right"
          >
            {t('table.credits')}
          </TableCell>
          <TableCell sx={{ width: columnWidths.menu }}>
            <span style={visuallyHidden}>{t('table.actions')}</span>
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ task, gone }) => (
          <TaskRow
            key={task.id}
            task={task}
            gone={gone}
            columns={columns}
            selected={selected.has(task.id)}
            onSelect={value => onSelect([task.id], value)}
            onChanged={onChanged}
          />
        ))}
      </TableBody>
    </Table>
  );
}
