import type { AgentTaskFacets } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LiveResult,
  LoadFailure,
  StaleNotice,
  useAgentTasks,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import { ReactNode, useEffect, useRef, useState } from 'react';
import { silentSince } from '../../silentSince';
import { Arrivals } from './Arrivals';
import { BulkBar } from './BulkBar';
import { FacetsPanel } from './FacetsPanel';
import { LinkedFilters } from './LinkedFilters';
import { ListEmpty } from './ListEmpty';
import { ListToolbar } from './ListToolbar';
import { Paging } from './Paging';
import { TableSkeleton } from './TableSkeleton';
import type { TaskColumns } from './TaskColumns';
import { TaskTable } from './TaskTable';
import { useStableRows } from './useStableRows';
import type { FacetName, TaskListState } from './useTaskListState';

/** Filters on the left, tasks on the right: the page's and the tab's content. */
export function TaskBrowser(props: {
  state: TaskListState;
  facets: LiveResult<AgentTaskFacets>;
  facetNames: readonly FacetName[];
  columns: TaskColumns;
  /** The way to start a task, shown where there is none yet. */
  start?: ReactNode;
}) {
  const { state, facets, facetNames, columns, start } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const tasks = useAgentTasks(state.query);
  const questionKey = JSON.stringify(state.query);
  // while the next answer loads, the rows still belong to the question before
  const answeredKey = useRef(questionKey);
  if (!tasks.loading) {
    answeredKey.current = questionKey;
  }
  const rows = useStableRows(answeredKey.current, tasks.value?.items);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [filtersOpen, setFiltersOpen] = useState(false);
  useEffect(() => setSelected(new Set()), [questionKey]);

  const select = (ids: string[], value: boolean) =>
    setSelected(current => {
      const next = new Set(current);
      ids.forEach(id => (value ? next.add(id) : next.delete(id)));
      return next;
    });
  const refresh = () => {
    tasks.refresh();
    facets.refresh();
  };
  const selectedTasks = rows.rows
    .map(row => row.task)
    .filter(task => selected.has(task.id));
  const silent = silentSince(rows.rows.map(row => row.task));

  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          lg: '176px minmax(0, 1fr)',
        },
        gap: { xs: 2, lg: 3 },
      }}
    >
      <Box
        sx={{
          display: { xs: filtersOpen ? 'block' : 'none', lg: 'block' },
          order: { xs: 1, lg: 0 },
        }}
      >
        {(facets.value || !facets.error) && (
          <FacetsPanel
            names={facetNames}
            facets={facets.value?.facets}
            state={state}
          />
        )}
      </Box>
      <Stack spacing={1.5} sx={{ minWidth: 0, order: { xs: 2, lg: 1 } }}>
        <ListToolbar
          state={state}
          filtersOpen={filtersOpen}
          onToggleFilters={() => setFiltersOpen(open => !open)}
        />
        <LinkedFilters state={state} />
        {tasks.error && tasks.value && tasks.updatedAt && (
          <StaleNotice
            silent="backend"
            asOf={tasks.updatedAt}
            onTryNow={tasks.refresh}
          />
        )}
        {!tasks.error && silent && (
          <StaleNotice silent="github" asOf={silent} />
        )}
        {tasks.error && !tasks.value ? (
          <LoadFailure error={tasks.error} onTryAgain={tasks.refresh} />
        ) : (
          <Paper variant="outlined" sx={{ overflow: 'clip' }}>
            {!tasks.value && <TableSkeleton />}
            {tasks.value && <Arrivals rows={rows} />}
            {tasks.value && rows.rows.length === 0 && (
              <ListEmpty state={state} start={start} />
            )}
            {tasks.value && rows.rows.length > 0 && (
              <>
                <Box sx={{ overflowX: 'auto' }}>
                  <TaskTable
                    label={t('table.label')}
                    rows={rows.rows}
                    columns={columns}
                    sort={state.sort}
                    busy={tasks.loading}
                    selected={selected}
                    onSort={state.setSort}
                    onSelect={select}
                    onChanged={refresh}
                  />
                </Box>
                <Paging page={tasks.value} onCursor={state.setCursor} />
              </>
            )}
          </Paper>
        )}
        {selectedTasks.length > 0 && (
          <BulkBar
            tasks={selectedTasks}
            onClear={() => setSelected(new Set())}
            onDone={refresh}
          />
        )}
      </Stack>
    </Box>
  );
}
