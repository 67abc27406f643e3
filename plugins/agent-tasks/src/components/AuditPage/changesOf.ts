import type { AuditEvent } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** One value that an action has changed. */
export type AuditChange = { name: string; before?: string; after?: string };

/** What differs between before and after, in the order in which it is told. */
export function changesOf(
  event: Pick<AuditEvent, 'before' | 'after'>,
): AuditChange[] {
  const { before = {}, after = {} } = event;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map(name => ({
      name,
      before: textOf(before[name]),
      after: textOf(after[name]),
    }))
    .filter(change => change.before !== change.after);
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
