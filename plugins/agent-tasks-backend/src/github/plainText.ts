import { revealHidden } from '@agent-tasks/backstage-plugin-agent-tasks-common';

// GitHub's titles end at 256 characters; its errors may hold a whole log
const MAX_LENGTH = 2_000;

/**
 * A text of GitHub's that people will read: anybody who can write to the
 * repository may have chosen it. Shown as it is, with what hides written out.
 */
export function plainText(text: string): string {
  const shown = revealHidden(text);
  return shown.length > MAX_LENGTH
    ? `${shown.slice(0, MAX_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
    : shown;
}
