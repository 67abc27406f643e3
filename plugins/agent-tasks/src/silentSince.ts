import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/**
 * Active tasks are read at least every 60 s while GitHub answers; three times
 * that is silence.
 */
const SILENCE_MS = 180_000;

const watched: ReadonlySet<AgentTask['phase']> = new Set<AgentTask['phase']>([
  'running',
  'needs-attention',
]);

/**
 * When GitHub last answered about tasks that it should be telling about, ISO
 * 8601; nothing where it has answered lately or none is on its way.
 */
export function silentSince(
  tasks: AgentTask[],
  now: number = Date.now(),
): string | undefined {
  const readings = tasks
    .filter(task => task.launchState === 'launched' && watched.has(task.phase))
    .flatMap(task => (task.readAt ? [task.readAt] : []));
  const latest = readings.sort().at(-1);
  return latest && now - Date.parse(latest) > SILENCE_MS ? latest : undefined;
}
