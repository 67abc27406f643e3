import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** How a campaign is, in a word. */
export type CampaignHealth =
  | 'on-track'
  | 'held'
  | 'overdue'
  | 'waiting'
  | 'paused'
  | 'planning'
  | 'planned'
  | 'stopped'
  | 'recalling'
  | 'recalled'
  | 'done';

/** The word that matters most. Pure. */
export function campaignHealth(
  campaign: Pick<Campaign, 'state' | 'dueAt' | 'waves' | 'counts'>,
  now: number,
): CampaignHealth {
  const { state, dueAt, waves, counts } = campaign;
  if (state !== 'running') {
    return state;
  }
  if (waves.some(wave => wave.state === 'held')) {
    return 'held';
  }
  if (dueAt !== undefined && Date.parse(dueAt) < now) {
    return 'overdue';
  }
  const open = waves.find(wave => wave.state === 'open');
  const missing = open?.conditions.filter(({ met }) => !met) ?? [];
  return (missing.length > 0 &&
    missing.every(({ kind }) => kind === 'confirmation')) ||
    (counts['needs-attention'] ?? 0) > 0
    ? 'waiting'
    : 'on-track';
}
