import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Wrong, WrongText } from '../WorkFields';
import { FreezeDraft, isWhole, ScheduleDraft } from './scheduleDraft';

const newFreeze: FreezeDraft = { from: '', until: '', reason: '' };
const inFreezes = ['skip', 'wait'] as const;

/** Times in which no run begins. */
export function FreezeFields(props: {
  draft: ScheduleDraft;
  wrong: Wrong;
  onEdit(change: Partial<ScheduleDraft>): void;
}) {
  const { draft, wrong, onEdit } = props;
  const { freezes, inFreeze } = draft;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const change = (index: number, part: Partial<FreezeDraft>) =>
    onEdit({
      freezes: freezes.map((each, at) =>
        at === index ? { ...each, ...part } : each,
      ),
    });
  return (
    <Stack spacing={2}>
      <div>
        <Typography variant="subtitle2" component="h3">
          {t('scheduleForm.freezes')}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {t('scheduleForm.freezesHelp')}
        </Typography>
        <WrongText text={wrong('freezes')} />
      </div>
      {freezes.map((freeze, index) => {
        const number = String(index + 1);
        // the broker counts those that it was asked about
        const asked = freezes.slice(0, index).filter(isWhole).length;
        const wrongHere = (name: string) =>
          isWhole(freeze) ? wrong(`freezes.${asked}${name}`) : undefined;
        const wrongReason = wrongHere('.reason') ?? wrongHere('');
        return (
          <Stack
            // freezes have no names of their own
            key={index}
            role="group"
            aria-label={t('scheduleForm.freeze', { number })}
            direction={{ xs: 'column', sm: 'row' }}
            alignItems={{ sm: 'flex-start' }}
            gap={2}
          >
            {(['from', 'until'] as const).map(name => {
              const why = wrongHere(`.${name}`);
              return (
                <TextField
                  key={name}
                  size="small"
                  type="datetime-local"
                  required
                  label={t(`scheduleForm.${name}`)}
                  helperText={why}
                  error={why !== undefined}
                  value={freeze[name]}
                  InputLabelProps={{ shrink: true }}
                  onChange={event =>
                    change(index, { [name]: event.target.value })
                  }
                />
              );
            })}
            <TextField
              size="small"
              label={t('scheduleForm.reason')}
              helperText={wrongReason}
              error={wrongReason !== undefined}
              value={freeze.reason}
              inputProps={{ maxLength: 200 }}
              onChange={event => change(index, { reason: event.target.value })}
              sx={{ flexGrow: 1 }}
            />
            <IconButton
              size="small"
              aria-label={t('scheduleForm.removeFreeze', { number })}
              onClick={() =>
                onEdit({ freezes: freezes.filter((_, at) => at !== index) })
              }
              sx={{ alignSelf: { xs: 'flex-end', sm: 'center' } }}
            >
              <DeleteIcon fontSize="small" />
            </IconButton>
          </Stack>
        );
      })}
      <Stack direction={{ xs: 'column', sm: 'row' }} gap={2}>
        <Box>
          <Button
            size="small"
            variant="outlined"
            onClick={() => onEdit({ freezes: [...freezes, newFreeze] })}
          >
            {t('scheduleForm.addFreeze')}
          </Button>
        </Box>
        {freezes.length > 0 && (
          <TextField
            select
            size="small"
            label={t('schedule.rules.inFreeze')}
            helperText={wrong('inFreeze')}
            error={wrong('inFreeze') !== undefined}
            value={inFreeze}
            onChange={event =>
              onEdit({
                inFreeze: event.target.value as ScheduleDraft['inFreeze'],
              })
            }
            sx={{ minWidth: 260 }}
          >
            {inFreezes.map(each => (
              <MenuItem key={each} value={each}>
                {t(`schedule.rules.inFreezes.${each}`)}
              </MenuItem>
            ))}
          </TextField>
        )}
      </Stack>
    </Stack>
  );
}
