import type { BypassFinding } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useAskFromDialog } from '../../hooks/useAskFromDialog';
import { useNotify } from '../../hooks/useNotify';
import { AskDialog, AskState, ReasonField } from '../AskDialog';
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
  const creatorName = useCreatorName();
  const [choice, setChoice] = useState<Choice>('adopt');
  const [task, setTask] = useState('');
  const [reason, setReason] = useState('');
  const { running, reasons, ask } = useAskFromDialog();
  const title = t('bypass.decide.title', {
    repository: `${finding.repository.owner}/${finding.repository.name}`,
  });
  const taskId = parseTaskId(task);
  const words = reason.trim();
  const ready = choice === 'adopt' ? taskId !== undefined : words !== '';

  const confirm = () =>
    ask(async () => {
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
    });

  return (
    <AskDialog
      title={title}
      running={running}
      cancel={t('action.cancel')}
      onClose={onClose}
      confirm={{
        label:
          choice === 'adopt'
            ? t('bypass.decide.confirmAdopt')
            : t('bypass.decide.confirmExcuse'),
        disabled: !ready,
        onClick: () => void confirm(),
      }}
    >
      <Typography variant="body2">
        {t('bypass.decide.what', { creator: creatorName(finding) })}
      </Typography>
      <RadioGroup
        aria-label={title}
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
      <ReasonField
        label={t('bypass.decide.reason')}
        helperText={
          choice === 'excuse'
            ? t('bypass.decide.reasonNeeded')
            : t('bypass.decide.reasonOptional')
        }
        value={reason}
        onChange={setReason}
        required={choice === 'excuse'}
        disabled={running}
      />
      {/* of what is asked now, nothing is known */}
      <AskState reasons={reasons} />
    </AskDialog>
  );
}
