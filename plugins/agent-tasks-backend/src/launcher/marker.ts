/**
 * The line of a prompt by which a launch is found again after an outcome that
 * stayed unknown. GitHub gives no idempotency key, rewrites a task's name, and
 * hands back the prompt of its sessions verbatim.
 */

const PREFIX = 'agent-tasks-launch:';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Characters that the marker adds to a prompt. */
export const MARKER_LENGTH = PREFIX.length + 1 + 36 + 2;

/** The prompt with its marker as the last line. */
export function withMarker(prompt: string, marker: string): string {
  return `${prompt.trimEnd()}\n\n${PREFIX} ${marker}`;
}

/** Whether a prompt that GitHub gave back carries the marker. */
export function hasMarker(prompt: string, marker: string): boolean {
  return markersOf(prompt).includes(marker);
}

/**
 * The marker that a prompt which GitHub gave back carries: the last one, since
 * whoever fills in a form may write another launch's above it.
 */
export function markersOf(prompt: string): string[] {
  const markers = prompt.split(/\r?\n/).flatMap(line => {
    const [prefix, marker, ...rest] = line.trim().split(' ');
    return prefix === PREFIX && uuid.test(marker) && !rest.length ? marker : [];
  });
  return markers.slice(-1);
}
