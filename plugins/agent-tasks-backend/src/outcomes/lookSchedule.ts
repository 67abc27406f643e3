import type { CampaignState } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** First wait after a look that failed; doubles up to the interval. */
const RETRY_MS = 60_000;
/** After a merge the catalog and the default branch may be some time behind. */
const SETTLING_MS = 5 * 60_000;

/**
 * Until a target is looked at again. A goal that a merge should have reached
 * is looked at often at first, and less the longer ago the merge is. Pure.
 *
 * @param random - from 0 to 1: targets that were planned together do not stay
 *   together
 */
export function nextLookMs(facts: {
  /** Looks that failed, in a row. */
  failures: number;
  met: boolean;
  /** Since the merge, where there is one. */
  mergedForMs?: number;
  intervalMs: number;
  random: number;
}): number {
  const { failures, met, mergedForMs, intervalMs, random } = facts;
  const waits = [
    intervalMs,
    ...(failures > 0 ? [RETRY_MS * 2 ** Math.min(failures - 1, 20)] : []),
    ...(failures === 0 && !met && mergedForMs !== undefined
      ? [Math.max(SETTLING_MS, mergedForMs)]
      : []),
  ];
  return Math.round(Math.min(...waits) * (0.9 + random / 10));
}

/**
 * Until when targets of a campaign are looked at; undefined while it runs.
 * Pure.
 */
export function looksUntil(
  campaign: { state: CampaignState; state_since: Date; ended_at: Date | null },
  keepCheckingMs: number,
): Date | undefined {
  const { state, state_since: since, ended_at: endedAt } = campaign;
  return state === 'running' || state === 'paused'
    ? undefined
    : new Date((endedAt ?? since).getTime() + keepCheckingMs);
}
