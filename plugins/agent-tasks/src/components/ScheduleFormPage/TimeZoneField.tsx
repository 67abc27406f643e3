import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useMemo } from 'react';

/** In whose time it runs. */
export function TimeZoneField(props: {
  timeZone: string;
  wrong: string | undefined;
  onChange(timeZone: string): void;
}) {
  const { timeZone, wrong, onChange } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const zones = useMemo(
    // browsers differ about whether UTC is a zone
    () => [
      ...new Set(['UTC', timeZone, ...Intl.supportedValuesOf('timeZone')]),
    ],
    [timeZone],
  );
  return (
    <Autocomplete
      size="small"
      disableClearable
      autoHighlight
      options={zones}
      value={timeZone}
      onChange={(_, zone) => onChange(zone)}
      sx={{ minWidth: 260 }}
      renderInput={params => (
        <TextField
          {...params}
          required
          label={t('scheduleForm.timeZone')}
          helperText={wrong}
          error={wrong !== undefined}
        />
      )}
    />
  );
}
