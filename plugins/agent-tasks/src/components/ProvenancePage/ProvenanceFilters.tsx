import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import useDebounce from 'react-use/lib/useDebounce';
import { FilterName, filterNames, ProvenanceState } from './useProvenanceState';

/** Pause after the last key before the server is asked. */
const TYPING_MS = 500;

/** What the question is narrowed to; every field adds to the others. */
export function ProvenanceFilters(props: { state: ProvenanceState }) {
  const { state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box
      component="section"
      aria-label={t('provenance.filters.label')}
      sx={{
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))',
        alignItems: 'center',
      }}
    >
      {filterNames.map(name => (
        <FilterField key={name} name={name} state={state} />
      ))}
      {state.narrowed && (
        <Button onClick={state.clear} sx={{ justifySelf: 'start' }}>
          {t('provenance.filters.clear')}
        </Button>
      )}
    </Box>
  );
}

function FilterField(props: { name: FilterName; state: ProvenanceState }) {
  const { name, state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const value = state.values[name];
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useDebounce(
    () => {
      if (typed.trim() !== value) {
        state.set(name, typed.trim());
      }
    },
    TYPING_MS,
    [typed],
  );
  const isDay = name === 'from' || name === 'to';
  return (
    <TextField
      size="small"
      type={isDay ? 'date' : 'text'}
      label={t(`provenance.filters.${name}`)}
      placeholder={isDay ? undefined : t(`provenance.filters.example.${name}`)}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      inputProps={{ maxLength: 255 }}
      InputLabelProps={{ shrink: true }}
    />
  );
}
