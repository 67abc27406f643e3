import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useAskBroker } from '../../hooks/useAskBroker';
import { useTargetsState } from './useTargetsState';

const PAGE = 200;

/** Targets of a plan that need no work, and the way to leave them out. */
export function AlreadyMet(props: {
  campaign: Campaign;
  count: number;
  onChanged(): void;
}) {
  const { campaign, count, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const { running, ask } = useAskBroker(onChanged);
  const { set } = useTargetsState();
  const leaveOut = async () => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.listCampaignTargets(campaign.id, {
        outcome: ['met-without-pull-request'],
        status: ['waiting'],
        limit: PAGE,
        ...(cursor && { cursor }),
      });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    if (ids.length) {
      await api.excludeCampaignTargets(campaign.id, {
        ids,
        reason: t('campaign.goal.leaveOutReason'),
      });
    }
  };
  if (campaign.state !== 'planned' || count === 0) {
    return null;
  }
  return (
    <Alert severity="info" sx={{ mt: 2 }}>
      {t('campaign.goal.already', { count })}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        <Button
          size="small"
          variant="outlined"
          onClick={() => set('outcome', 'met-without-pull-request')}
        >
          {t('campaign.goal.showThem')}
        </Button>
        <Button
          size="small"
          variant="outlined"
          disabled={running}
          onClick={() => void ask(leaveOut, t('campaign.targets.excluded'))}
        >
          {t('campaign.goal.leaveOut', { count })}
        </Button>
      </Box>
    </Alert>
  );
}
