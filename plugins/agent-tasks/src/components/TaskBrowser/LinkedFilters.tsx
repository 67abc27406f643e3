import type { TemplateDrift } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import type { TaskListState } from './useTaskListState';

/** Shows filters that came with a link, so that they can be taken away. */
export function LinkedFilters(props: { state: TaskListState }) {
  const { linked, within, clear, clearWithin } = props.state;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (linked.length === 0 && within === undefined) {
    return null;
  }
  return (
    <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
      {linked.map(({ name, value }) => (
        <Chip
          key={`${name}:${value}`}
          size="small"
          label={
            name === 'drift'
              ? t(`list.linked.drift.${value as TemplateDrift}`)
              : t(`list.linked.${name}`, { value: short(value) })
          }
          onDelete={clear}
        />
      ))}
      {within !== undefined && (
        <Chip
          size="small"
          label={t('list.linked.within', { value: String(within) })}
          onDelete={clearWithin}
        />
      )}
    </Stack>
  );
}

/** A digest is known by its beginning. */
function short(value: string): string {
  return value.startsWith('sha256:') ? `${value.slice(0, 17)}…` : value;
}
