import type { Phase } from '@agent-tasks/backstage-plugin-agent-tasks-common';

const ACTIVE_POLL_MS = 10_000;
const IDLE_POLL_MS = 60_000;

const activePhases: ReadonlySet<Phase> = new Set<Phase>([
  'queued',
  'launching',
  'running',
]);

/** How long an answer with these phases may stay without another look. */
export function pollMs(phases: Phase[]): number {
  return phases.some(phase => activePhases.has(phase))
    ? ACTIVE_POLL_MS
    : IDLE_POLL_MS;
}
