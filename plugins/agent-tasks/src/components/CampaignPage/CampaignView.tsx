import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { memo } from 'react';
import { Burndown } from './Burndown';
import { CampaignGoal } from './CampaignGoal';
import { CampaignHeadline } from './CampaignHeadline';
import { CampaignStory } from './CampaignStory';
import { Failures } from './Failures';
import { PlanningState } from './PlanningState';
import { ReviewerLoad } from './ReviewerLoad';
import { Slices } from './Slices';
import { StuckTargets } from './StuckTargets';
import { TargetChanges } from './TargetChanges';
import { TargetsTable } from './TargetsTable';
import { useCampaignProgress } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { WaveCards } from './WaveCards';

/**
 * Everything about a campaign, what matters first on top. A filter of the
 * targets, which lives in the address, draws nothing else anew.
 */
export const CampaignView = memo(Content);

function Content(props: { campaign: Campaign; onChanged(): void }) {
  const { campaign, onChanged } = props;
  const { value: progress, refresh } = useCampaignProgress(campaign);
  const begun = campaign.startedAt !== undefined;
  const changed = () => {
    refresh();
    onChanged();
  };
  return (
    <Stack spacing={2}>
      <CampaignHeadline campaign={campaign} credits={progress?.credits} />
      {campaign.planning && (
        <PlanningState campaign={campaign} onChanged={onChanged} />
      )}
      {begun && progress && (
        <Burndown series={progress.series} dueAt={campaign.dueAt} />
      )}
      {progress?.goal && (
        <CampaignGoal
          campaign={campaign}
          goal={progress.goal}
          onChanged={changed}
        />
      )}
      {campaign.waves.length > 0 && (
        <WaveCards campaign={campaign} onChanged={changed} />
      )}
      {['planned', 'running', 'paused'].includes(campaign.state) && (
        <ReviewerLoad campaign={campaign} />
      )}
      {begun && progress && (
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
            alignItems: 'start',
          }}
        >
          <Slices progress={progress} />
          <Stack spacing={2}>
            <StuckTargets targets={progress.stuck} />
            <Failures
              campaign={campaign}
              counts={progress.byFailureClass}
              onChanged={changed}
            />
          </Stack>
        </Box>
      )}
      <TargetsTable campaign={campaign} onChanged={changed} />
      {!campaign.planning && (
        <TargetChanges campaign={campaign} onChanged={changed} />
      )}
      <CampaignStory events={campaign.timeline ?? []} />
    </Stack>
  );
}
