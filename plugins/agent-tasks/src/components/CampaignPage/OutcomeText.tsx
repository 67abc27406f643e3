import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { useOutcomeColors } from './useOutcomeColors';

/** Whether a target is where the campaign wants it; what was seen on hover. */
export function OutcomeText(props: {
  target: Pick<CampaignTarget, 'outcome' | 'status'>;
}) {
  const { outcome: seen, status } = props.target;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const colors = useOutcomeColors();
  if (!seen) {
    return null;
  }
  const { outcome, results } = seen;
  const already =
    outcome === 'met-without-pull-request' && status === 'waiting';
  return (
    <Box
      component="span"
      title={results.at(-1)?.message ?? t('campaign.goal.notLooked')}
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}
    >
      <Box
        component="span"
        sx={{
          width: 10,
          height: 10,
          flexShrink: 0,
          borderRadius: '2px',
          backgroundColor: colors[outcome],
        }}
      />
      {already
        ? t('campaign.goal.alreadyMet')
        : t(`campaign.goal.outcomes.${outcome}`)}
    </Box>
  );
}
