import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Credits,
  Duration,
  GitHubLink,
  PhaseChip,
  PullRequestLine,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { PersonRef } from '../PersonRef';
import { Second } from './Second';
import { Short } from './Short';
import type { TaskColumns } from './TaskColumns';
import { TaskTitle } from './TaskTitle';
import { TaskMenu } from './TaskMenu';
import { wide, wider } from './columnWidths';

/** The one long word for a phase takes two lines rather than a wide column. */
const wrapped = {
  height: 'auto',
  minHeight: 24,
  py: '3px',
  lineHeight: 1.2,
  whiteSpace: 'normal',
};

/** One task. On a narrow screen the first cell tells what the others would. */
export function TaskRow(props: {
  task: AgentTask;
  columns: TaskColumns;
  /** Whether the row has left the list that the filters describe. */
  gone: boolean;
  selected: boolean;
  onSelect(selected: boolean): void;
  onChanged(): void;
}) {
  const { task, columns, gone, selected, onSelect, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const repository = (
    <>
      {task.repository.owner}/<wbr />
      {task.repository.name}
    </>
  );
  const component = task.entityRef && (
    <EntityRefLink entityRef={task.entityRef} hideIcon />
  );
  return (
    <TableRow
      hover
      selected={selected}
      sx={{
        '& > td': {
          verticalAlign: 'top',
          py: 1.25,
          px: 0.75,
          lineHeight: 1.45,
          overflowWrap: 'break-word',
        },
        opacity: gone ? 0.55 : 1,
      }}
    >
      <TableCell>
        <Checkbox
          size="small"
          checked={selected}
          onChange={(_, checked) => onSelect(checked)}
          inputProps={{
            'aria-label': t('table.select', { title: task.title }),
          }}
          sx={{ p: 0.25 }}
        />
      </TableCell>
      <TableCell sx={{ ...wide, '& > span': wrapped }}>
        <PhaseChip phase={task.phase} />
        <Second>
          <Duration since={task.phaseSince} />
        </Second>
      </TableCell>
      <TableCell>
        <Box sx={{ display: { xs: 'flex', md: 'none' }, gap: 1, mb: 0.5 }}>
          <PhaseChip phase={task.phase} />
          <Second>
            <Duration since={task.phaseSince} />
          </Second>
        </Box>
        <TaskTitle task={task} />
        <Second>
          {task.template
            ? `${task.template.title} ${task.template.version}`
            : t('table.freePrompt')}
        </Second>
        {gone && <Second>{t('table.gone')}</Second>}
        <Box sx={{ display: { xs: 'block', md: 'none' } }}>
          {columns.component && <Second>{component ?? repository}</Second>}
          {task.pullRequest && (
            <Second>
              <PullRequestLine
                pullRequest={task.pullRequest}
                host={task.repository.host}
              />
            </Second>
          )}
        </Box>
      </TableCell>
      {columns.component && (
        <TableCell sx={wide}>
          {component && <Short>{component}</Short>}
          {component ? (
            <Second>
              <Short>{repository}</Short>
            </Second>
          ) : (
            <GitHubLink url={task.repository.url} host={task.repository.host}>
              {repository}
            </GitHubLink>
          )}
        </TableCell>
      )}
      {columns.owner && (
        <TableCell sx={wider}>
          {task.owner ? (
            <Short>
              <EntityRefLink entityRef={task.owner} hideIcon />
            </Short>
          ) : (
            <Second>{t('table.noOwner')}</Second>
          )}
          {task.tier && (
            <Second>{t('facets.tierValue', { tier: task.tier })}</Second>
          )}
        </TableCell>
      )}
      <TableCell sx={wide}>
        <Short>
          <PersonRef actor={task.requestedBy} />
        </Short>
        <Second>
          <RelativeTime at={task.createdAt} />
        </Second>
      </TableCell>
      <TableCell sx={wide}>
        {task.pullRequest && (
          <PullRequestLine
            stacked
            pullRequest={task.pullRequest}
            host={task.repository.host}
          />
        )}
      </TableCell>
      <TableCell sx={wider} align="right">
        <Credits credits={task.usage?.credits} />
      </TableCell>
      <TableCell padding="none" align="right">
        <TaskMenu task={task} onChanged={onChanged} />
      </TableCell>
    </TableRow>
  );
}
