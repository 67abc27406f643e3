import type { CampaignOutcome } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** Outcomes, what is reached first. */
export const outcomes = [
  'merged-met',
  'met-without-pull-request',
  'merged-not-met',
  'regressed',
  'not-met',
  'unknown',
] as const satisfies readonly CampaignOutcome[];
