import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { visuallyHidden } from '../visuallyHidden';
import { ReviewRow } from './ReviewRow';

const columns = [
  ['task', 'left'],
  ['pullRequest', 'left'],
  ['waitsFor', 'left'],
  ['reviews', 'right'],
  ['size', 'right'],
  ['tier', 'right'],
  ['age', 'right'],
] as const;

/** The pull requests of a page. */
export function ReviewsTable(props: { tasks: AgentTask[]; busy: boolean }) {
  const { tasks, busy } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Table
      size="small"
      aria-label={t('reviews.title')}
      aria-busy={busy}
      sx={{ minWidth: 960, opacity: busy ? 0.6 : 1 }}
    >
      <TableHead>
        <TableRow>
          {columns.map(([column, align]) => (
            <TableCell key={column} align={align}>
              {t(`reviews.table.${column}`)}
            </TableCell>
          ))}
          <TableCell>
            <span style={visuallyHidden}>{t('reviews.table.next')}</span>
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {tasks.map(task => (
          <ReviewRow key={task.id} task={task} />
        ))}
      </TableBody>
    </Table>
  );
}
