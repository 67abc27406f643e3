import type { AgentTaskTemplateVersion } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { stringify } from 'yaml';

/**
 * The content of a version as people write it: YAML with the prompt's lines as
 * lines, and keys in one order, so that a comparison shows words alone.
 */
export function contentText(
  content: AgentTaskTemplateVersion['content'],
): string {
  return stringify(content, { lineWidth: 0, sortMapEntries: true });
}
