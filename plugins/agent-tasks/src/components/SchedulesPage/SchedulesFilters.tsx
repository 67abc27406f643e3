import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useSchedulesState } from './useSchedulesState';

/** What narrows the list. */
export function SchedulesFilters(props: {
  state: Pick<ReturnType<typeof useSchedulesState>, 'values' | 'set'>;
  /** Entity references of owners that are known. */
  owners: string[];
}) {
  const { values, set } = props.state;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Stack direction={{ xs: 'column', sm: 'row' }} flexWrap="wrap" gap={2}>
      <TextField
        size="small"
        type="search"
        label={t('schedules.search')}
        value={values.text}
        onChange={event => set('text', event.target.value)}
        sx={{ minWidth: 240 }}
      />
      <TextField
        select
        size="small"
        label={t('schedules.owner')}
        value={values.owner}
        onChange={event => set('owner', event.target.value)}
        SelectProps={{ displayEmpty: true }}
        InputLabelProps={{ shrink: true }}
        sx={{ minWidth: 180 }}
      >
        <MenuItem value="">{t('schedules.anyOwner')}</MenuItem>
        {props.owners.map(owner => (
          <MenuItem key={owner} value={owner}>
            <OwnerName owner={owner} />
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        label={t('schedules.enabled')}
        value={['yes', 'no'].includes(values.enabled) ? values.enabled : ''}
        onChange={event => set('enabled', event.target.value)}
        SelectProps={{ displayEmpty: true }}
        InputLabelProps={{ shrink: true }}
        sx={{ minWidth: 140 }}
      >
        <MenuItem value="">{t('schedules.enabledFilter.any')}</MenuItem>
        <MenuItem value="yes">{t('schedules.enabledFilter.yes')}</MenuItem>
        <MenuItem value="no">{t('schedules.enabledFilter.no')}</MenuItem>
      </TextField>
    </Stack>
  );
}

function OwnerName(props: { owner: string }) {
  const { primaryTitle } = useEntityPresentation(props.owner);
  return <>{primaryTitle}</>;
}
