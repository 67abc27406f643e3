import type { TemplateStatus } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  mayLaunch,
  nextTemplateStatus,
  TemplateStatusEvent,
  templateStatusEvents,
} from './templateStatus';

const statuses: TemplateStatus[] = [
  'draft',
  'approved',
  'deprecated',
  'revoked',
];

describe('nextTemplateStatus', () => {
  const legal: Array<[TemplateStatus, TemplateStatusEvent, TemplateStatus]> = [
    ['draft', 'promote', 'approved'],
    ['draft', 'revoke', 'revoked'],
    ['approved', 'deprecate', 'deprecated'],
    ['approved', 'revoke', 'revoked'],
    ['deprecated', 'promote', 'approved'],
    ['deprecated', 'revoke', 'revoked'],
  ];

  it.each(legal)('%s, %s: %s', (status, event, next) => {
    expect(nextTemplateStatus(status, event)).toBe(next);
  });

  it('allows nothing else', () => {
    const moves = statuses.flatMap(status =>
      templateStatusEvents.filter(event => nextTemplateStatus(status, event)),
    );
    expect(moves).toHaveLength(legal.length);
  });

  it('launches what was approved and was not taken back', () => {
    expect(statuses.filter(mayLaunch)).toEqual(['approved', 'deprecated']);
  });
});
