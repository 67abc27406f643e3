import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/**
 * Tasks that an agent works on are read at least every 60 s while GitHub
 * answers; three times that is silence.
 */
const SILENCE_MS = 180_000;

/**
 * When GitHub last answered about tasks at work, ISO 8601; nothing where it has
 * answered lately or none is at work. Tasks that wait or have ended are read
 * when they change, so their age says nothing.
 */
export function silentSince(
  tasks: AgentTask[],
  now: number = Date.now(),
): string | undefined {
  const latest = tasks
    .filter(
      task =>
        task.phase === 'running' &&
        (task.agentState === 'queued' || task.agentState === 'in_progress'),
    )
    .flatMap(task => (task.readAt ? [task.readAt] : []))
    .sort()
    .at(-1);
  return latest && now - Date.parse(latest) > SILENCE_MS ? latest : undefined;
}
