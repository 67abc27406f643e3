import type {
  CampaignTarget,
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
import { targetName } from './targetName';

type Choice = 'defer' | 'optOut';

/** Says of a target that it starts later, or not at all, and why. */
export function DecideDialog(props: {
  campaignId: string;
  target: CampaignTarget;
  onClose(): void;
  onDone(): void;
}) {
  const { campaignId, target, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  const titleId = useId();
  const [choice, setChoice] = useState<Choice>('defer');
  const [until, setUntil] = useState('');
  const [text, setText] = useState('');
  const [running, setRunning] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const reason = text.trim();
  const ready = reason && (choice === 'optOut' || until);

  const confirm = async () => {
    setRunning(true);
    try {
      await (choice === 'defer'
        ? api.deferCampaignTarget(campaignId, target.id, {
            // from the beginning of the reader's day
            until: new Date(`${until}T00:00:00`).toISOString(),
            reason,
          })
        : api.optOutCampaignTarget(campaignId, target.id, { reason }));
      notify(t('campaignDecide.done'));
      onDone();
    } catch (error) {
      setReasons(reasonsOf(error as Error));
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
      <DialogTitle id={titleId} sx={{ overflowWrap: 'anywhere' }}>
        {t('campaignDecide.title', { name: targetName(target) })}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography variant="body2">{t('campaignDecide.does')}</Typography>
          <RadioGroup
            aria-label={t('campaignDecide.what')}
            value={choice}
            onChange={(_, value) => setChoice(value as Choice)}
          >
            {(['defer', 'optOut'] as const).map(each => (
              <FormControlLabel
                key={each}
                value={each}
                control={<Radio size="small" />}
                label={t(`campaignDecide.${each}`)}
                disabled={running}
              />
            ))}
          </RadioGroup>
          {choice === 'defer' && (
            <TextField
              type="date"
              size="small"
              label={t('campaignDecide.until')}
              value={until}
              onChange={event => setUntil(event.target.value)}
              InputLabelProps={{ shrink: true }}
              required
              disabled={running}
              sx={{ maxWidth: 220 }}
            />
          )}
          <TextField
            label={t('campaign.actions.reason')}
            value={text}
            onChange={event => setText(event.target.value)}
            inputProps={{ maxLength: 1000 }}
            size="small"
            fullWidth
            multiline
            required
            disabled={running}
          />
          {reasons.length > 0 && (
            <ReasonsList
              title={t('campaign.actions.refused')}
              reasons={reasons}
            />
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={running}>
          {t('campaign.actions.cancel')}
        </Button>
        <Button
          variant="contained"
          disabled={running || !ready}
          onClick={() => void confirm()}
        >
          {t(`campaignDecide.confirm.${choice}`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
