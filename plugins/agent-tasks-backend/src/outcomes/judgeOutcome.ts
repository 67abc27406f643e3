import type { CampaignOutcome } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { OutcomeResult } from '../database/rows';

/**
 * Whether a target has reached its goal, from what its task has come to and
 * from all that was seen. The latest look counts: what it could not see is
 * not known, whatever was seen before. Pure.
 *
 * @param facts - `results`: what was seen, the latest last
 */
export function judgeOutcome(facts: {
  merged: boolean;
  results: Pick<OutcomeResult, 'result'>[];
}): CampaignOutcome {
  const { merged, results } = facts;
  switch (results.at(-1)?.result) {
    case 'met':
      return merged ? 'merged-met' : 'met-without-pull-request';
    case 'not-met':
      if (results.some(({ result }) => result === 'met')) {
        return 'regressed';
      }
      return merged ? 'merged-not-met' : 'not-met';
    default:
      return 'unknown';
  }
}
