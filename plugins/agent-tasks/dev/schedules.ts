import type {
  Schedule,
  ScheduleRequest,
  ScheduleRun,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { DateTime } from 'luxon';
import { campaignId } from './campaigns';
import { minutesAgo, scheduleId } from './fixtures';
import { nextRuns } from './nextRuns';

const DAY = 24 * 60;

/** A schedule of the fixtures with its runs. */
export type FixtureSchedule = { schedule: Schedule; runs: ScheduleRun[] };

/** A run; the number says which one of them all. */
export function run(
  number: number,
  change: Partial<ScheduleRun> & Pick<ScheduleRun, 'state'>,
): ScheduleRun {
  return {
    id: `00000000-0000-4000-c000-${String(number).padStart(12, '0')}`,
    plannedAt: minutesAgo(number * DAY),
    createdAt: minutesAgo(number * DAY),
    manual: false,
    ...(!['waiting', 'skipped'].includes(change.state) && {
      startedAt: minutesAgo(number * DAY - 4),
    }),
    ...change,
  };
}

const no = (reason: string) => ({ allowed: false, reason });
const yes = { allowed: true };

/** What can be done with it, as the backend says. */
export function actionsOf(
  schedule: Pick<Schedule, 'enabled' | 'entityRef' | 'disabled'>,
): Schedule['actions'] {
  const { enabled, entityRef, disabled } = schedule;
  const broken = disabled?.code === 'invalid';
  const correct = no('It has to be corrected first.');
  const kept = (what: string) =>
    no(`It is kept in the catalog as ${entityRef}; ${what} it there.`);
  const enable = broken ? correct : yes;
  return {
    edit: entityRef ? kept('change') : yes,
    enable: enabled ? no('It is enabled.') : enable,
    disable: enabled ? yes : no('It is disabled.'),
    run: broken ? correct : yes,
    delete: entityRef ? kept('remove') : yes,
  };
}

/** A schedule from what was asked for. */
export function scheduleOf(
  number: number,
  request: ScheduleRequest,
  change: Partial<Schedule> = {},
): Schedule {
  const { title, description, owner, times } = request;
  const enabled = change.enabled ?? request.enabled ?? true;
  return {
    id: scheduleId(number),
    title,
    description,
    owner,
    request,
    createdBy: 'user:default/alice',
    createdAt: minutesAgo(90 * DAY),
    changedBy: 'user:default/mira',
    changedAt: minutesAgo(12 * DAY),
    nextRuns: enabled ? nextRuns(times) : [],
    actions: actionsOf({ ...change, enabled }),
    ...change,
    enabled,
  };
}

const work: ScheduleRequest['work'] = {
  template: 'agenttasktemplate:default/migrate-library',
  parameters: { target: '${{ migrationTarget }}', reason: 'Monthly update' },
  targets: {
    filter: [{ kind: 'component', 'spec.type': ['service', 'website'] }],
    excludeEntityRefs: ['component:default/handbook'],
  },
};

/** The last of the next five working days is in it, whichever day it is. */
function freezeOfNextWeek() {
  const local = (days: number) =>
    DateTime.now().plus({ days }).toFormat("yyyy-MM-dd'T'00:00");
  return { from: local(3), until: local(12), reason: 'Year-end freeze' };
}

/** A schedule of each kind. */
export function fixtureSchedules(): FixtureSchedule[] {
  const updates = scheduleOf(1, {
    title: 'Weekly dependency updates',
    description:
      'Keeps every service on supported versions, a few repositories at a time.',
    owner: 'group:default/platform',
    times: {
      cron: '0 6 * * 1-5',
      timeZone: 'America/New_York',
      jitterMinutes: 30,
      freezes: [freezeOfNextWeek()],
      inFreeze: 'skip',
    },
    overlap: 'queue',
    missed: 'run',
    work: {
      ...work,
      ticket: 'OPS-2210',
      waves: [
        {
          select: { count: 5 },
          gate: { mergedAtLeast: 0.8, confirmation: true },
        },
        { select: {}, gate: { stopAbove: { share: 0.3 } } },
      ],
      maxOpenPerOwner: 3,
      dueAfterHours: 48,
    },
  });
  const campaign = (number: number, title: string, done: number) => ({
    id: campaignId(number),
    title,
    state: 'done' as const,
    counts: { done, 'in-review': 2, failed: 1 },
  });
  const runs = [
    run(0, {
      state: 'running',
      plannedAt: minutesAgo(50),
      startedAt: minutesAgo(41),
      campaign: {
        id: campaignId(1),
        title: 'Weekly dependency updates, today',
        state: 'running',
        counts: { done: 9, 'in-review': 3, running: 2, waiting: 24 },
      },
    }),
    run(1, {
      state: 'skipped',
      reason: 'An earlier run had not ended.',
    }),
    run(2, {
      state: 'done',
      manual: true,
      askedBy: 'user:default/alice',
      reason: 'After the incident',
      endedAt: minutesAgo(1.5 * DAY),
      campaign: campaign(5, 'Weekly dependency updates, by hand', 17),
    }),
    run(3, {
      state: 'failed',
      reason: 'The template was revoked: nothing could be planned.',
      endedAt: minutesAgo(3 * DAY),
    }),
    run(4, {
      state: 'replaced',
      campaign: {
        ...campaign(2, 'Weekly dependency updates, replaced', 6),
        state: 'stopped',
      },
    }),
    ...Array.from({ length: 41 }, (_, index) =>
      run(5 + index, {
        state: 'done',
        endedAt: minutesAgo((4 + index) * DAY),
        campaign: campaign(5, `Weekly dependency updates ${41 - index}`, 20),
      }),
    ),
  ];
  const licences = scheduleOf(
    2,
    {
      title: 'Licence headers',
      owner: 'group:default/payments-team',
      times: { cron: '0 4 1 * *', timeZone: 'UTC' },
      work,
    },
    {
      entityRef: 'agenttaskschedule:default/licence-headers',
      lastRun: run(24, {
        state: 'done',
        campaign: campaign(5, 'Licence headers', 20),
      }),
    },
  );
  const orphan = scheduleOf(
    3,
    {
      title: 'Feature flags that nobody reads',
      owner: 'group:default/growth',
      times: { cron: '*/30 8-17 * * 1-5', timeZone: 'Asia/Kolkata' },
      work,
    },
    {
      enabled: false,
      disabled: {
        code: 'owner-gone',
        message:
          'Its owner group:default/growth is not in the catalog any more.',
        at: minutesAgo(3 * DAY),
      },
      lastRun: run(30, {
        state: 'failed',
        reason: 'The template was revoked: nothing could be planned.',
      }),
    },
  );
  const paused = scheduleOf(
    4,
    {
      title: 'Flaky tests',
      owner: 'group:default/platform',
      times: { cron: '15 22 * * 5', timeZone: 'Europe/London' },
      work,
    },
    {
      enabled: false,
      disabled: {
        code: 'by-person',
        message: 'Until the new runners are there.',
        by: 'user:default/alice',
        at: minutesAgo(400),
      },
    },
  );
  const broken = scheduleOf(
    5,
    {
      title: 'Base images',
      owner: 'group:default/payments-team',
      times: {
        cron: '0 3 * * 0',
        timeZone: 'Mars/Olympus_Mons',
        freezes: [{ from: '2027-01-01T00:00', until: '2027-01-02T00:00' }],
      },
      work,
    },
    {
      enabled: false,
      entityRef: 'agenttaskschedule:default/base-images',
      createdBy: 'agenttaskschedule:default/base-images',
      changedBy: 'agenttaskschedule:default/base-images',
      disabled: {
        code: 'invalid',
        message: "'Mars/Olympus_Mons' is no time zone.",
        at: minutesAgo(2 * DAY),
      },
    },
  );
  return [
    { schedule: { ...updates, lastRun: runs[0] }, runs },
    { schedule: licences, runs: [licences.lastRun!] },
    { schedule: orphan, runs: [orphan.lastRun!] },
    { schedule: paused, runs: [] },
    { schedule: broken, runs: [] },
  ];
}
