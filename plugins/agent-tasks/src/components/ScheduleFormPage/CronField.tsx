import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { Info } from 'luxon';
import { useState } from 'react';
import { WrongText } from '../WorkFields';
import { CronPreset, cronOf, firstPreset, presetOf } from './cronPreset';

const kinds = ['day', 'weekday', 'week', 'month'] as const;
const monthDays = Array.from({ length: 31 }, (_, index) => index + 1);

/** How often it runs: in the words of most, or as a cron expression. */
export function CronField(props: {
  cron: string;
  wrong: string | undefined;
  onChange(cron: string): void;
}) {
  const { cron, wrong, onChange } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const preset = presetOf(cron);
  const [expert, setExpert] = useState(preset === undefined);
  const change = (part: Partial<CronPreset>) =>
    onChange(cronOf({ ...firstPreset, ...preset, ...part }));
  const shown = expert ? undefined : preset;
  return (
    <div>
      <Stack direction={{ xs: 'column', sm: 'row' }} flexWrap="wrap" gap={2}>
        <TextField
          select
          size="small"
          label={t('scheduleForm.presets.label')}
          error={wrong !== undefined && shown !== undefined}
          value={shown?.kind ?? 'expert'}
          onChange={event => {
            const kind = kinds.find(each => each === event.target.value);
            setExpert(kind === undefined);
            if (kind) {
              change({ kind });
            }
          }}
          sx={{ minWidth: 220 }}
        >
          {[...kinds, 'expert' as const].map(kind => (
            <MenuItem key={kind} value={kind}>
              {t(`scheduleForm.presets.${kind}`)}
            </MenuItem>
          ))}
        </TextField>
        {shown?.kind === 'week' && (
          <TextField
            select
            size="small"
            label={t('scheduleForm.weekday')}
            value={shown.weekday}
            onChange={event => change({ weekday: Number(event.target.value) })}
            sx={{ minWidth: 150 }}
          >
            {Info.weekdays('long').map((name, index) => (
              <MenuItem key={name} value={index + 1}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        )}
        {shown?.kind === 'month' && (
          <TextField
            select
            size="small"
            label={t('scheduleForm.monthDay')}
            value={shown.monthDay}
            onChange={event => change({ monthDay: Number(event.target.value) })}
            sx={{ minWidth: 100 }}
          >
            {monthDays.map(day => (
              <MenuItem key={day} value={day}>
                {day}
              </MenuItem>
            ))}
          </TextField>
        )}
        {shown ? (
          <TextField
            size="small"
            type="time"
            required
            label={t('scheduleForm.time')}
            value={shown.time}
            InputLabelProps={{ shrink: true }}
            onChange={event => {
              // a time that is being typed is none
              if (event.target.value) {
                change({ time: event.target.value });
              }
            }}
          />
        ) : (
          <TextField
            size="small"
            required
            label={t('scheduleForm.cron')}
            helperText={wrong ?? t('scheduleForm.cronHelp')}
            error={wrong !== undefined}
            value={cron}
            inputProps={{
              maxLength: 200,
              spellCheck: false,
              style: { fontFamily: 'monospace' },
            }}
            onChange={event => onChange(event.target.value)}
            sx={{ minWidth: 260, flexGrow: 1 }}
          />
        )}
      </Stack>
      {shown && <WrongText text={wrong} />}
    </div>
  );
}
