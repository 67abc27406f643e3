import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useAskBroker } from '../../hooks/useAskBroker';
import { DecideDialog } from './DecideDialog';
import { targetName } from './targetName';

/** For whoever may say that a target starts later or not at all. */
export function DecideButton(props: {
  campaignId: string;
  target: CampaignTarget;
  onChanged(): void;
}) {
  const { campaignId, target, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const [open, setOpen] = useState(false);
  const { running, ask } = useAskBroker(onChanged);
  if (!target.decide?.allowed) {
    return null;
  }
  const said = target.deferred || target.excluded?.optedOut;
  const button = t(said ? 'campaignDecide.takeBack' : 'campaignDecide.button');
  return (
    <>
      <Button
        size="small"
        disabled={running}
        aria-label={t('campaignDecide.about', {
          button,
          name: targetName(target),
        })}
        onClick={() =>
          said
            ? void ask(
                () => api.takeBackCampaignTarget(campaignId, target.id),
                t('campaignDecide.takenBack'),
              )
            : setOpen(true)
        }
      >
        {button}
      </Button>
      {open && (
        <DecideDialog
          campaignId={campaignId}
          target={target}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onChanged();
          }}
        />
      )}
    </>
  );
}
