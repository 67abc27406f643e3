import type { SxProps, Theme } from '@mui/material/styles';
import TableCell from '@mui/material/TableCell';
import TableSortLabel from '@mui/material/TableSortLabel';
import type { ReactNode } from 'react';
import type { Sort } from './useTaskListState';

/** A column that can be sorted both ways; the server sorts. */
export function SortHeader(props: {
  children: ReactNode;
  sort: Sort;
  up: Sort;
  down: Sort;
  sx?: SxProps<Theme>;
  onSort(sort: Sort): void;
}) {
  const { children, sort, up, down, sx, onSort } = props;
  const active = sort === up || sort === down;
  const first = up === 'title' ? up : down;
  const other = first === up ? down : up;
  const direction = sort === down ? 'desc' : 'asc';
  return (
    <TableCell sx={sx} sortDirection={active ? direction : false}>
      <TableSortLabel
        active={active}
        direction={active ? direction : 'desc'}
        sx={{ '& > svg': { mx: 0, width: active ? undefined : 0 } }}
        onClick={() => onSort(sort === first ? other : first)}
      >
        {children}
      </TableSortLabel>
    </TableCell>
  );
}
