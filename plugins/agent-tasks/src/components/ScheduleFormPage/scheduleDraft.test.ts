import type { ScheduleRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { draftOf, newSchedule, requestOf, timesOf } from './scheduleDraft';

describe('a schedule as it is filled in', () => {
  it('begins with everything at once, early on Mondays', () => {
    const request = requestOf(newSchedule('Europe/Berlin'));
    expect(request).toMatchObject({
      times: { cron: '0 6 * * 1', timeZone: 'Europe/Berlin' },
      overlap: 'skip',
      missed: 'run',
      enabled: true,
      work: { waves: [{ select: {} }] },
    });
    expect(request.times).not.toHaveProperty('freezes');
  });

  it('comes back as it was asked for', () => {
    const request: ScheduleRequest = {
      title: 'Dependencies',
      description: 'Every week',
      owner: 'group:default/platform',
      times: {
        cron: '*/30 8-17 * * 1-5',
        timeZone: 'America/New_York',
        jitterMinutes: 20,
        endsAt: '2027-07-01T16:00:00.000Z',
        freezes: [
          {
            from: '2026-12-18T18:00',
            until: '2027-01-04T06:00',
            reason: 'Holidays',
          },
          { from: '2027-03-01T00:00', until: '2027-03-02T00:00' },
        ],
        inFreeze: 'wait',
      },
      overlap: 'queue',
      missed: 'skip',
      work: {
        template: 'agenttasktemplate:default/migrate',
        parameters: { target: '24' },
        ticket: 'OPS-1',
        targets: { filter: [{ kind: 'component' }] },
        waves: [{ select: { count: 2 } }, { select: {} }],
        maxOpenPerOwner: 2,
        dueAfterHours: 48,
      },
      enabled: false,
    };
    const draft = draftOf(request, false);
    // noon in New York in summer
    expect(draft.endsAt).toBe('2027-07-01T12:00');
    const again = requestOf(draft);
    expect(again).toEqual({
      ...request,
      work: {
        ...request.work,
        waves: [{ select: { count: 2 } }, { select: {} }],
      },
    });
  });

  it('asks about no freeze that is only half there', () => {
    const draft = newSchedule('UTC');
    const half = { from: '2026-12-18T18:00', until: '', reason: '' };
    expect(timesOf({ ...draft, freezes: [half] })).toEqual({
      cron: '0 6 * * 1',
      timeZone: 'UTC',
    });
  });
});
