import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { campaignRouteRef } from '../../routes';
import { ReasonedButton } from '../ReasonedButton';
import { CampaignMove, CampaignMoveDialog } from './CampaignMoveDialog';
import { RecallDialog } from './RecallDialog';
import { VersionDialog } from './VersionDialog';

/** Which of start, pause and resume the campaign's state makes the next one. */
function moveOf({ state }: Campaign): 'start' | 'pause' | 'resume' | undefined {
  switch (state) {
    case 'planning':
    case 'planned':
      return 'start';
    case 'running':
      return 'pause';
    case 'paused':
      return 'resume';
    default:
      return undefined;
  }
}

/** What can be done with a campaign; taking it back is always in sight. */
export function CampaignActions(props: {
  campaign: Campaign;
  onChanged(): void;
}) {
  const { campaign, onChanged } = props;
  const { state, actions } = campaign;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const campaignLink = useRouteRef(campaignRouteRef);
  const navigate = useNavigate();
  const [open, setOpen] = useState<CampaignMove | 'recall' | 'version'>();
  const close = () => setOpen(undefined);
  const move = moveOf(campaign);
  const begun = state !== 'planning' && state !== 'planned';
  const changeable = ['planned', 'running', 'paused'].includes(state);
  const why = (action: keyof Campaign['actions']) =>
    actions[action].allowed ? undefined : actions[action].reason;
  return (
    <Stack direction="row" flexWrap="wrap" gap={1}>
      {!begun && (
        <ReasonedButton
          variant="outlined"
          reason={why('edit')}
          onClick={() => navigate(`${campaignLink({ id: campaign.id })}/edit`)}
        >
          {t('campaign.actions.edit')}
        </ReasonedButton>
      )}
      {changeable && (
        <ReasonedButton
          variant="outlined"
          reason={why('changeVersion')}
          onClick={() => setOpen('version')}
        >
          {t('campaign.actions.version')}
        </ReasonedButton>
      )}
      {begun && (
        <ReasonedButton
          variant="outlined"
          color="error"
          reason={why('recall')}
          onClick={() => setOpen('recall')}
        >
          {t('campaign.actions.recall')}
        </ReasonedButton>
      )}
      {(state === 'running' || state === 'paused') && (
        <ReasonedButton
          variant="outlined"
          reason={why('stop')}
          onClick={() => setOpen('stop')}
        >
          {t('campaign.actions.stop')}
        </ReasonedButton>
      )}
      {move && (
        <ReasonedButton
          variant={move === 'pause' ? 'outlined' : 'contained'}
          reason={why(move)}
          onClick={() => setOpen(move)}
        >
          {t(`campaign.actions.${move}`)}
        </ReasonedButton>
      )}
      {open === 'recall' && (
        <RecallDialog
          campaign={campaign}
          onClose={close}
          onDone={() => {
            close();
            onChanged();
          }}
        />
      )}
      {open === 'version' && (
        <VersionDialog
          campaign={campaign}
          onClose={close}
          onDone={() => {
            close();
            onChanged();
          }}
        />
      )}
      {open && open !== 'recall' && open !== 'version' && (
        <CampaignMoveDialog
          campaign={campaign}
          move={open}
          onClose={close}
          onDone={() => {
            close();
            onChanged();
          }}
        />
      )}
    </Stack>
  );
}
