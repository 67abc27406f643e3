import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { FilterField } from './FilterField';
import { AuditState, mainFilters, moreFilters } from './useAuditState';

/** What the trail is narrowed to. The rarer filters open on request. */
export function AuditFilters(props: { state: AuditState }) {
  const { state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [open, setOpen] = useState(
    moreFilters.some(name => state.values[name] !== undefined),
  );
  return (
    <Box component="search" aria-label={t('audit.filters')}>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns:
            'repeat(auto-fill, minmax(min(190px, 100%), 1fr))',
        }}
      >
        {mainFilters.map(name =>
          name === 'result' ? (
            <TextField
              key={name}
              select
              size="small"
              label={t('audit.filter.result')}
              value={state.query.result ?? ''}
              onChange={event => state.setFilter('result', event.target.value)}
              InputLabelProps={{ shrink: true }}
              SelectProps={{ displayEmpty: true }}
            >
              <MenuItem value="">{t('audit.any')}</MenuItem>
              <MenuItem value="allowed">{t('audit.result.allowed')}</MenuItem>
              <MenuItem value="refused">{t('audit.result.refused')}</MenuItem>
            </TextField>
          ) : (
            <FilterField key={name} name={name} state={state} />
          ),
        )}
        {open &&
          moreFilters.map(name => (
            <FilterField key={name} name={name} state={state} />
          ))}
      </Box>
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        <Button
          size="small"
          aria-expanded={open}
          onClick={() => setOpen(value => !value)}
        >
          {open ? t('audit.fewerFilters') : t('audit.moreFilters')}
        </Button>
        {state.narrowed && (
          <Button size="small" onClick={state.clear}>
            {t('audit.clear')}
          </Button>
        )}
      </Stack>
    </Box>
  );
}
