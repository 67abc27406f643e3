import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
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
  const [choice, setChoice] = useState<Choice>('defer');
  const [until, setUntil] = useState('');
  const [text, setText] = useState('');
  const { running, reasons, ask } = useAskFromDialog();
  const reason = text.trim();
  const ready = reason && (choice === 'optOut' || until);

  const confirm = () =>
    ask(async () => {
      await (choice === 'defer'
        ? api.deferCampaignTarget(campaignId, target.id, {
            // from the beginning of the reader's day
            until: new Date(`${until}T00:00:00`).toISOString(),
            reason,
          })
        : api.optOutCampaignTarget(campaignId, target.id, { reason }));
      notify(t('campaignDecide.done'));
      onDone();
    });

  return (
    <AskDialog
      title={t('campaignDecide.title', { name: targetName(target) })}
      running={running}
      cancel={t('campaign.actions.cancel')}
      onClose={onClose}
      confirm={{
        label: t(`campaignDecide.confirm.${choice}`),
        disabled: !ready,
        onClick: () => void confirm(),
      }}
    >
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
      <ReasonField
        label={t('campaign.actions.reason')}
        value={text}
        onChange={setText}
        required
        disabled={running}
      />
      <AskState title={t('campaign.actions.refused')} reasons={reasons} />
    </AskDialog>
  );
}
