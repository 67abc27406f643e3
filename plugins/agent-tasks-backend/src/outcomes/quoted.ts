import { revealHidden } from '@agent-tasks/backstage-plugin-agent-tasks-common';

const MOST = 60;

/** The beginning of a text of others, in quotes. */
export function quoted(text: string): string {
  const shown = revealHidden(text).replace(/\s+/g, ' ');
  return `“${
    shown.length > MOST ? `${[...shown].slice(0, MOST - 1).join('')}…` : shown
  }”`;
}
