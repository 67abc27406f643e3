import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { Wrong } from '../WorkFields';
import type { ScheduleDraft } from './scheduleDraft';

const overlaps = ['skip', 'queue', 'replace'] as const;
const misses = ['run', 'skip'] as const;

/** What becomes of runs that cannot begin as planned. */
export function RuleFields(props: {
  draft: ScheduleDraft;
  wrong: Wrong;
  /** Whether it may be stored as disabled; one that is enabled has a switch for it. */
  withEnabled: boolean;
  onEdit(change: Partial<ScheduleDraft>): void;
}) {
  const { draft, wrong, withEnabled, onEdit } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Stack spacing={2}>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
        }}
      >
        <TextField
          select
          size="small"
          label={t('schedule.rules.overlap')}
          helperText={wrong('overlap')}
          error={wrong('overlap') !== undefined}
          value={draft.overlap}
          onChange={event =>
            onEdit({ overlap: event.target.value as ScheduleDraft['overlap'] })
          }
        >
          {overlaps.map(each => (
            <MenuItem key={each} value={each}>
              {t(`schedule.rules.overlaps.${each}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          size="small"
          label={t('schedule.rules.missed')}
          helperText={wrong('missed')}
          error={wrong('missed') !== undefined}
          value={draft.missed}
          onChange={event =>
            onEdit({ missed: event.target.value as ScheduleDraft['missed'] })
          }
        >
          {misses.map(each => (
            <MenuItem key={each} value={each}>
              {t(`schedule.rules.misses.${each}`)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {withEnabled && (
        <FormControlLabel
          componentsProps={{ typography: { variant: 'body2' } }}
          control={
            <Checkbox
              size="small"
              checked={draft.enabled}
              onChange={(_, enabled) => onEdit({ enabled })}
            />
          }
          label={t('scheduleForm.enabled')}
        />
      )}
    </Stack>
  );
}
