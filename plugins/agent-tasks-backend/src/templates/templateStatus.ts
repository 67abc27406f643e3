import type { TemplateStatus } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** What people do to a version of a template. */
export type TemplateStatusEvent = 'promote' | 'deprecate' | 'revoke';

// revoked is final: the number in the content has to move, so what was revoked
// comes back under another digest or not at all
const table: Record<
  TemplateStatus,
  Partial<Record<TemplateStatusEvent, TemplateStatus>>
> = {
  draft: { promote: 'approved', revoke: 'revoked' },
  approved: { deprecate: 'deprecated', revoke: 'revoked' },
  deprecated: { promote: 'approved', revoke: 'revoked' },
  revoked: {},
};

/** Every event, for tests and for what a page offers. */
export const templateStatusEvents: TemplateStatusEvent[] = [
  'promote',
  'deprecate',
  'revoke',
];

/** The status after an event, or undefined where the event is illegal. */
export function nextTemplateStatus(
  status: TemplateStatus,
  event: TemplateStatusEvent,
): TemplateStatus | undefined {
  return table[status][event];
}

/** Whether new tasks of a version are launched anywhere. */
export function mayLaunch(status: TemplateStatus): boolean {
  return status === 'approved' || status === 'deprecated';
}
