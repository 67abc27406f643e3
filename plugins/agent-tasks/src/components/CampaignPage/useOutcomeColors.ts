import type { CampaignOutcome } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { alpha, useTheme } from '@mui/material/styles';

/** Colours of outcomes on this theme's ground; words repeat what they say. */
export function useOutcomeColors(): Record<CampaignOutcome, string> {
  const { palette } = useTheme();
  return {
    'merged-met': palette.success.main,
    'met-without-pull-request': alpha(palette.success.main, 0.5),
    'merged-not-met': palette.warning.main,
    regressed: palette.error.main,
    'not-met': alpha(palette.text.primary, 0.3),
    unknown: alpha(palette.text.primary, 0.12),
  };
}
