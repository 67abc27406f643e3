import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { newWave, selectKinds, takesNames, WaveDraft, WorkDraft } from './work';
import type { Wrong } from './wrongAt';
import { WrongText } from './WrongText';

const conditions = [
  ['merged', 'planner.merged'],
  ['failed', 'planner.failed'],
  ['sample', 'planner.sample'],
  ['soakHours', 'planner.soak'],
  ['stop', 'planner.stop'],
] as const;

/** In which steps it goes, and what each waits for. */
export function WaveFields(props: {
  draft: WorkDraft;
  wrong: Wrong;
  onEdit(change: Partial<WorkDraft>): void;
}) {
  const { draft, wrong, onEdit } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { waves } = draft;
  const change = (index: number, wave: Partial<WaveDraft>) =>
    onEdit({
      waves: waves.map((each, at) =>
        at === index ? { ...each, ...wave } : each,
      ),
    });
  return (
    <Stack spacing={2}>
      <Typography variant="body2" color="text.secondary">
        {t('planner.wavesHelp')}
      </Typography>
      {waves.map((wave, index) => (
        <Paper
          // waves have no names of their own
          key={index}
          variant="outlined"
          role="group"
          aria-label={t('planner.wave', { number: String(index + 1) })}
          sx={{ p: 2 }}
        >
          <Stack spacing={2}>
            <Stack direction="row" alignItems="center" spacing={2}>
              <Typography sx={{ fontWeight: 500, flexGrow: 1 }}>
                {t('planner.wave', { number: String(index + 1) })}
              </Typography>
              {waves.length > 1 && (
                <IconButton
                  size="small"
                  aria-label={t('planner.removeWave', {
                    number: String(index + 1),
                  })}
                  onClick={() =>
                    onEdit({ waves: waves.filter((_, at) => at !== index) })
                  }
                >
                  <DeleteIcon fontSize="small" />
                </IconButton>
              )}
            </Stack>
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
              <TextField
                select
                size="small"
                label={t('planner.select')}
                value={wave.select}
                onChange={event =>
                  change(index, {
                    select: event.target.value as WaveDraft['select'],
                  })
                }
                sx={{ minWidth: 220 }}
              >
                {selectKinds.map(kind => (
                  <MenuItem key={kind} value={kind}>
                    {t(`planner.selects.${kind}`)}
                  </MenuItem>
                ))}
              </TextField>
              {wave.select !== 'rest' && (
                <TextField
                  size="small"
                  required
                  type={takesNames(wave.select) ? 'text' : 'number'}
                  label={t(`planner.${wave.select}`)}
                  value={wave.value}
                  inputProps={{ min: 1 }}
                  onChange={event =>
                    change(index, { value: event.target.value })
                  }
                />
              )}
            </Stack>
            <WrongText text={wrong(`waves.${index}`, 'below')} />
            {index < waves.length - 1 && (
              <>
                <Typography variant="subtitle2" component="h3">
                  {t('planner.gate')}
                </Typography>
                <Box
                  sx={{
                    display: 'grid',
                    gap: 2,
                    gridTemplateColumns:
                      'repeat(auto-fill, minmax(250px, 1fr))',
                  }}
                >
                  {conditions.map(([name, label]) => (
                    <TextField
                      key={name}
                      size="small"
                      type="number"
                      label={t(label)}
                      helperText={
                        name === 'sample' ? t('planner.sampleHelp') : undefined
                      }
                      value={wave[name]}
                      inputProps={{ min: 0, step: 'any' }}
                      onChange={event =>
                        change(index, { [name]: event.target.value })
                      }
                    />
                  ))}
                </Box>
                <FormControlLabel
                  componentsProps={{ typography: { variant: 'body2' } }}
                  control={
                    <Checkbox
                      size="small"
                      checked={wave.confirm}
                      onChange={(_, checked) =>
                        change(index, { confirm: checked })
                      }
                    />
                  }
                  label={t('planner.confirm')}
                />
              </>
            )}
          </Stack>
        </Paper>
      ))}
      <WrongText text={wrong('waves')} />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <Button
          size="small"
          variant="outlined"
          sx={{ alignSelf: 'flex-start' }}
          onClick={() =>
            // before the one that takes the rest
            onEdit({
              waves: [...waves.slice(0, -1), newWave, ...waves.slice(-1)],
            })
          }
        >
          {t('planner.addWave')}
        </Button>
        <TextField
          size="small"
          type="number"
          label={t('planner.maxOpen')}
          helperText={wrong('maxOpenPerOwner') ?? t('planner.maxOpenHelp')}
          error={wrong('maxOpenPerOwner') !== undefined}
          value={draft.maxOpen}
          inputProps={{ min: 1 }}
          onChange={event => onEdit({ maxOpen: event.target.value })}
          sx={{ minWidth: 260 }}
        />
      </Stack>
    </Stack>
  );
}
