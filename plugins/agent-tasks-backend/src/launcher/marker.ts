/**
 * The line of a prompt by which a launch is found again after an outcome that
 * stayed unknown. GitHub gives no idempotency key, rewrites a task's name, and
 * hands back the prompt of its sessions verbatim.
 */

const PREFIX = 'agent-tasks-launch:';

/** Characters that the marker adds to a prompt. */
export const MARKER_LENGTH = PREFIX.length + 1 + 36 + 2;

/** The prompt with its marker as the last line. */
export function withMarker(prompt: string, marker: string): string {
  return `${prompt.trimEnd()}\n\n${PREFIX} ${marker}`;
}

/** Whether a prompt that GitHub gave back carries the marker. */
export function hasMarker(prompt: string, marker: string): boolean {
  return prompt
    .split(/\r?\n/)
    .some(line => line.trim() === `${PREFIX} ${marker}`);
}
