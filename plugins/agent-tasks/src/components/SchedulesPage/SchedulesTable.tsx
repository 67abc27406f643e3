import type { Schedule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useState } from 'react';
import { ScheduleMove, ScheduleMoveDialog } from '../SchedulePage';
import { visuallyHidden } from '../visuallyHidden';
import { ScheduleRow } from './ScheduleRow';

const columns = ['title', 'when', 'next', 'last', 'owner', 'enabled'] as const;

/** Schedules as rows, those that run next first. */
export function SchedulesTable(props: {
  schedules: Schedule[];
  onChanged(): void;
}) {
  const { schedules, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [asked, setAsked] = useState<{
    schedule: Schedule;
    move: ScheduleMove;
  }>();
  const close = () => setAsked(undefined);
  return (
    <>
      <Table
        size="small"
        aria-label={t('schedules.title')}
        sx={{ minWidth: 1040, '& td': { lineHeight: 1.4 } }}
      >
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell key={column} sx={{ whiteSpace: 'nowrap' }}>
                {t(`schedules.table.${column}`)}
              </TableCell>
            ))}
            <TableCell>
              <span style={visuallyHidden}>{t('schedules.table.actions')}</span>
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {schedules.map(schedule => (
            <ScheduleRow
              key={schedule.id}
              schedule={schedule}
              onAsk={move => setAsked({ schedule, move })}
            />
          ))}
        </TableBody>
      </Table>
      {asked && (
        <ScheduleMoveDialog
          {...asked}
          onClose={close}
          onDone={() => {
            close();
            onChanged();
          }}
        />
      )}
    </>
  );
}
