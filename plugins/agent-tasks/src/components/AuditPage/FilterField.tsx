import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import useDebounce from 'react-use/lib/useDebounce';
import { AuditFilterName, AuditState, isTaskId } from './useAuditState';

/** Pause after the last key before the server is asked. */
const TYPING_MS = 400;

/** One filter that is typed. */
export function FilterField(props: {
  name: Exclude<AuditFilterName, 'result'>;
  state: AuditState;
}) {
  const { name, state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const value = state.values[name] ?? '';
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useDebounce(
    () => {
      if (typed.trim() !== value) {
        state.setFilter(name, typed.trim());
      }
    },
    TYPING_MS,
    [typed],
  );
  const isTime = name === 'from' || name === 'to';
  const wrong = name === 'taskId' && value !== '' && !isTaskId(value);
  return (
    <TextField
      size="small"
      type={isTime ? 'datetime-local' : 'text'}
      label={t(`audit.filter.${name}`)}
      placeholder={isTime ? undefined : t(`audit.hint.${name}`)}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      error={wrong}
      helperText={wrong ? t('audit.badTaskId') : undefined}
      InputLabelProps={{ shrink: true }}
      inputProps={{ maxLength: 255 }}
    />
  );
}
