import type {
  BypassFinding,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  ReasonsList,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useNotify } from '../../hooks/useNotify';
import { parseTaskId } from './parseTaskId';
import { useCreatorName } from './useCreatorName';

type Choice = 'adopt' | 'excuse';

/** Asks what a finding is, and keeps the answer. */
export function DecideDialog(props: {
  finding: BypassFinding;
  onClose(): void;
  onDone(): void;
}) {
  const { finding, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  const titleId = useId();
  const creatorName = useCreatorName();
  const [choice, setChoice] = useState<Choice>('adopt');
  const [task, setTask] = useState('');
  const [reason, setReason] = useState('');
  const [running, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<Reason[]>();
  const taskId = parseTaskId(task);
  const words = reason.trim();
  const ready = choice === 'adopt' ? taskId !== undefined : words !== '';

  const confirm = async () => {
    setRunning(true);
    setRefusal(undefined);
    try {
      if (choice === 'adopt' && taskId) {
        await api.adoptBypassFinding(finding.id, {
          taskId,
          ...(words && { reason: words }),
        });
        notify(t('bypass.decide.adopted'));
      } else {
        await api.excuseBypassFinding(finding.id, { reason: words });
        notify(t('bypass.decide.excused'));
      }
      onDone();
      onClose();
    } catch (error) {
      setRefusal(reasonsOf(error as Error));
    } finally {
      setRunning(false);
    }
  };

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      aria-labelledby={titleId}
      onClose={running ? undefined : onClose}
    >
      <DialogTitle id={titleId}>
        {t('bypass.decide.title', {
          repository: `${finding.repository.owner}/${finding.repository.name}`,
        })}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography variant="body2">
            {t('bypass.decide.what', { creator: creatorName(finding) })}
          </Typography>
          <RadioGroup
            aria-labelledby={titleId}
            value={choice}
            onChange={(_, value) => setChoice(value as Choice)}
          >
            {(['adopt', 'excuse'] as const).map(value => (
              <FormControlLabel
                key={value}
                value={value}
                disabled={running}
                control={<Radio size="small" />}
                label={t(`bypass.decide.${value}`)}
              />
            ))}
          </RadioGroup>
          {choice === 'adopt' && (
            <TextField
              label={t('bypass.decide.task')}
              helperText={t('bypass.decide.taskHelp')}
              value={task}
              onChange={event => setTask(event.target.value)}
              error={task.trim() !== '' && taskId === undefined}
              disabled={running}
              required
              size="small"
              fullWidth
            />
          )}
          <TextField
            label={t('bypass.decide.reason')}
            helperText={
              choice === 'excuse'
                ? t('bypass.decide.reasonNeeded')
                : t('bypass.decide.reasonOptional')
            }
            value={reason}
            onChange={event => setReason(event.target.value)}
            inputProps={{ maxLength: 1000 }}
            required={choice === 'excuse'}
            disabled={running}
            size="small"
            fullWidth
            multiline
          />
          {refusal && <ReasonsList reasons={refusal} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={running}>
          {t('action.cancel')}
        </Button>
        <Button
          variant="contained"
          disabled={running || !ready}
          onClick={() => void confirm()}
        >
          {choice === 'adopt'
            ? t('bypass.decide.confirmAdopt')
            : t('bypass.decide.confirmExcuse')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
