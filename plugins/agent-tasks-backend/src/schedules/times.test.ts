import type {
  ScheduleRequest,
  ScheduleRunState,
  ScheduleTimes,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { checkSchedule } from './checkSchedule';
import { decideRun, RunDecision } from './decideRun';
import { freezeAt, jitterMs, nextRuns, nextTime } from './scheduleTimes';

const berlin = (cron: string, more: Partial<ScheduleTimes> = {}) => ({
  cron,
  timeZone: 'Europe/Berlin',
  ...more,
});

/** The next times, as the clocks there show them. */
function shown(times: ScheduleTimes, after: string, howMany: number): string[] {
  return nextRuns(times, new Date(after), howMany).map(({ at }) =>
    DateTime.fromISO(at, { zone: times.timeZone }).toFormat(
      'yyyy-MM-dd HH:mm ZZ',
    ),
  );
}

describe('the times of a schedule', () => {
  it.each<[string, ScheduleTimes, string, string[]]>([
    [
      'every Thursday at nine, before and after the clocks change',
      berlin('0 9 * * 4'),
      '2026-10-21T00:00:00Z',
      ['2026-10-22 09:00 +02:00', '2026-10-29 09:00 +01:00'],
    ],
    [
      'an hour that the clocks skip comes when they go on',
      berlin('30 2 * * *'),
      '2027-03-27T12:00:00Z',
      ['2027-03-28 03:00 +02:00', '2027-03-29 02:30 +02:00'],
    ],
    [
      'an hour that the clocks show twice comes once',
      berlin('30 2 * * *'),
      '2026-10-24T12:00:00Z',
      ['2026-10-25 02:30 +02:00', '2026-10-26 02:30 +01:00'],
    ],
    [
      'every hour comes in both of them',
      berlin('0 * * * *'),
      '2026-10-24T23:30:00Z',
      [
        '2026-10-25 02:00 +02:00',
        '2026-10-25 02:00 +01:00',
        '2026-10-25 03:00 +01:00',
      ],
    ],
    [
      'the clocks of half an hour',
      { cron: '15 2 * * *', timeZone: 'Australia/Lord_Howe' },
      '2026-10-02T20:00:00Z',
      ['2026-10-04 02:30 +11:00', '2026-10-05 02:15 +11:00'],
    ],
    [
      'a midnight that is none',
      { cron: '0 0 * * *', timeZone: 'America/Santiago' },
      '2026-09-05T12:00:00Z',
      ['2026-09-06 01:00 -03:00', '2026-09-07 00:00 -03:00'],
    ],
    [
      'the 29th of February',
      berlin('0 9 29 2 *'),
      '2026-12-01T00:00:00Z',
      ['2028-02-29 09:00 +01:00', '2032-02-29 09:00 +01:00'],
    ],
    [
      'the last day of the month',
      berlin('0 9 L * *'),
      '2027-02-01T00:00:00Z',
      ['2027-02-28 09:00 +01:00', '2027-03-31 09:00 +02:00'],
    ],
    [
      'none after the end',
      berlin('0 9 * * *', { endsAt: '2026-12-02T08:00:00Z' }),
      '2026-12-01T07:59:59Z',
      ['2026-12-01 09:00 +01:00', '2026-12-02 09:00 +01:00'],
    ],
  ])('%s', (_, times, after, expected) => {
    expect(
      shown(times, after, expected.length + 1).slice(0, expected.length),
    ).toEqual(expected);
  });

  it('comes once a day, in every time zone, whatever its clocks do', () => {
    // those that change their clocks at night, each in a way of its own
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'America/Santiago',
      'Africa/Cairo',
      'Asia/Beirut',
      'Australia/Lord_Howe',
      'Pacific/Chatham',
      'Asia/Kolkata',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 700 }),
        (timeZone, hour, minute, offset) => {
          const times = { cron: `${minute} ${hour} * * *`, timeZone };
          const noon = DateTime.fromISO('2026-01-01T12:00', {
            zone: timeZone,
          }).plus({ days: offset });
          const days = nextRuns(times, noon.startOf('day').toJSDate(), 8)
            .map(({ at }) => DateTime.fromISO(at, { zone: timeZone }))
            .map(at => at.toISODate());
          expect(new Set(days).size).toBe(days.length);
          const span = DateTime.fromISO(`${days.at(-1)}`)
            .diff(DateTime.fromISO(`${days[0]}`), 'days')
            .toObject().days;
          expect(span).toBe(days.length - 1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says which of them a freeze leaves out, or puts them to its end', () => {
    const freezes = [
      { from: '2026-12-18T18:00', until: '2026-12-25T00:00', reason: 'Peak' },
      { from: '2026-12-25T00:00', until: '2027-01-04T06:00' },
    ];
    const after = new Date('2026-12-15T00:00:00Z');
    expect(nextRuns(berlin('0 9 * * 4', { freezes }), after, 4)).toEqual([
      { at: '2026-12-17T08:00:00.000Z' },
      {
        at: '2026-12-24T08:00:00.000Z',
        skipped: "Nothing begins in the freeze 'Peak'.",
      },
      {
        at: '2026-12-31T08:00:00.000Z',
        skipped: 'Nothing begins in this freeze.',
      },
      { at: '2027-01-07T08:00:00.000Z' },
    ]);
    expect(
      nextRuns(berlin('0 9 * * 4', { freezes, inFreeze: 'wait' }), after, 2),
    ).toEqual([
      { at: '2026-12-17T08:00:00.000Z' },
      { at: '2027-01-04T05:00:00.000Z' },
    ]);
    // one waits for the end, whatever was planned before it
    expect(
      nextRuns(
        berlin('0 9 * * 4', { freezes, inFreeze: 'wait' }),
        new Date('2026-12-20T00:00:00Z'),
        3,
      ),
    ).toEqual([
      { at: '2027-01-04T05:00:00.000Z' },
      {
        at: '2026-12-31T08:00:00.000Z',
        skipped: 'Another run waits for the end of the freeze.',
      },
      { at: '2027-01-07T08:00:00.000Z' },
    ]);
    // its end is not part of it
    const times = berlin('0 9 * * 4', { freezes });
    expect(freezeAt(times, new Date('2027-01-04T05:00:00Z'))).toBeUndefined();
  });

  it('begins later by chance, at the same time on every replica', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.date({ noInvalidDate: true }),
        fc.integer({ min: 0, max: 720 }),
        (scheduleId, plannedAt, minutes) => {
          const ms = jitterMs({ scheduleId, plannedAt }, minutes);
          expect(ms).toBe(jitterMs({ scheduleId, plannedAt }, minutes));
          expect(ms).toBeGreaterThanOrEqual(0);
          expect(ms).toBeLessThan(Math.max(1, minutes * 60_000));
        },
      ),
    );
    const some = Array.from({ length: 20 }, (_, day) =>
      jitterMs({ scheduleId: 'a', plannedAt: new Date(day * 86_400_000) }, 60),
    );
    expect(new Set(some).size).toBeGreaterThan(15);
  });

  it('ends', () => {
    const times = berlin('0 9 * * *', { endsAt: '2026-12-02T08:00:00Z' });
    expect(nextTime(times, new Date('2026-12-02T08:00:00Z'))).toBeUndefined();
    expect(nextTime(berlin('0 9 31 2 *'), new Date())).toBeUndefined();
  });
});

const request: ScheduleRequest = {
  title: 'Releases',
  owner: 'group:default/team-a',
  times: berlin('0 9 * * 4'),
  work: { template: 'migrate', targets: { filter: [{ kind: 'component' }] } },
};

describe('checkSchedule', () => {
  const options = {
    now: new Date('2026-12-01T12:00:00Z'),
    minIntervalMs: 15 * 60_000,
  };

  it.each<[string, Partial<ScheduleRequest>, string[]]>([
    ['nothing', {}, []],
    ['no cron', { times: berlin('soon') }, ['cron-invalid times.cron']],
    ['seconds', { times: berlin('0 0 9 * * 4') }, ['cron-invalid times.cron']],
    [
      'a time that never comes',
      { times: berlin('0 9 31 2 *') },
      ['cron-invalid times.cron'],
    ],
    ['too often', { times: berlin('*/5 * * * *') }, ['too-often times.cron']],
    [
      'too often at times',
      { times: berlin('0,5 9 * * *') },
      ['too-often times.cron'],
    ],
    [
      'all of it',
      {
        owner: 'a:b:c',
        times: {
          cron: 'x',
          timeZone: 'Mars',
          endsAt: '2026-11-01T00:00:00Z',
          freezes: [
            { from: '2026-12-02T00:00', until: '2026-12-01T00:00' },
            { from: 'x', until: '2026-12-01T00:00' },
          ],
        },
        work: { template: 'migrate', targets: {} },
      },
      [
        'time-zone-unknown times.timeZone',
        'cron-invalid times.cron',
        'end-in-the-past times.endsAt',
        'freeze-invalid times.freezes.0.until',
        'freeze-invalid times.freezes.1.from',
        'owner-invalid owner',
        'targets-missing work.targets',
      ],
    ],
  ])('says what is wrong: %s', (_, change, expected) => {
    expect(
      checkSchedule({ ...request, ...change }, options).map(
        ({ code, field }) => `${code} ${field}`,
      ),
    ).toEqual(expected);
  });
});

describe('decideRun', () => {
  const now = new Date('2026-12-03T08:00:00Z');
  const late = new Date(now.getTime() - 6 * 60_000);
  const frozen = {
    freezes: [{ from: '2026-12-03T00:00', until: '2026-12-04T00:00' }],
  };
  const begins: RunDecision = { state: 'waiting' };
  const skipped = (reason: string): RunDecision => ({
    state: 'skipped',
    reason,
  });

  it.each<
    [
      string,
      Partial<ScheduleRequest>,
      { dueAt?: Date; manual?: boolean; open?: ScheduleRunState[] },
      RunDecision,
    ]
  >([
    ['in time', {}, {}, begins],
    ['late by some minutes', { missed: 'skip' }, { dueAt: now }, begins],
    ['missed, made up for', {}, { dueAt: late }, begins],
    [
      'missed, left out',
      { missed: 'skip' },
      { dueAt: late },
      skipped('Its time had passed unnoticed.'),
    ],
    [
      'in a freeze',
      { times: berlin('0 9 * * 4', frozen) },
      {},
      skipped('Nothing begins in this freeze.'),
    ],
    [
      'in a freeze, waiting for its end',
      { times: berlin('0 9 * * 4', { ...frozen, inFreeze: 'wait' }) },
      {},
      {
        state: 'waiting',
        reason: 'Nothing begins in this freeze.',
        notBefore: new Date('2026-12-03T23:00:00Z'),
      },
    ],
    [
      'in a freeze, by hand',
      { times: berlin('0 9 * * 4', frozen) },
      { manual: true },
      begins,
    ],
    [
      'beside an earlier one',
      {},
      { open: ['running'] },
      skipped('An earlier run has not ended.'),
    ],
    [
      'beside an earlier one, by hand',
      {},
      { open: ['planning'], manual: true },
      skipped('An earlier run has not ended.'),
    ],
    [
      'behind an earlier one',
      { overlap: 'queue' },
      { open: ['running'] },
      { state: 'waiting', reason: 'Waits for the earlier run.' },
    ],
    [
      'behind one that waits',
      { overlap: 'queue' },
      { open: ['running', 'waiting'] },
      skipped('Another run waits already.'),
    ],
    [
      'in the place of an earlier one',
      { overlap: 'replace' },
      { open: ['running', 'waiting'] },
      begins,
    ],
  ])('%s', (_, change, run, expected) => {
    expect(
      decideRun(
        { ...request, ...change },
        { now, dueAt: now, manual: false, open: [], ...run },
      ),
    ).toEqual(expected);
  });
});
