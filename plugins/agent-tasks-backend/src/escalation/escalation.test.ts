import type { AgentTaskWaitKind } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import fc from 'fast-check';
import { nextRung, Rung, rungs } from './ladder';
import { planWaits } from './planWaits';
import { quietUntil } from './quietUntil';
import { Responsibles, WaitingTask } from './Responsibles';
import { DEFAULT_LEVELS, serviceLevelOf, stallKinds } from './serviceLevels';

const HOUR = 3_600_000;
const ladder = {
  parentGroupsMs: 24 * HOUR,
  onCallMs: 48 * HOUR,
  adminsMs: 72 * HOUR,
};

describe('serviceLevelOf', () => {
  const config = {
    levels: { review: 5 * HOUR },
    tiers: { '1': { review: HOUR, agent: 2 * HOUR } },
  };
  it.each<
    [string, AgentTaskWaitKind, string | null, number | undefined, unknown]
  >([
    ['the default', 'merge', null, undefined, DEFAULT_LEVELS.merge],
    ['the configured one', 'review', '2', undefined, 5 * HOUR],
    ["the tier's", 'review', '1', undefined, HOUR],
    ["the template's", 'review', '1', 7, 7],
    ['a machine has no word of a template', 'agent', '1', 7, 2 * HOUR],
    ['an approval has its own', 'approval', '1', 7, undefined],
    ['a time is no wait', 'time', null, 7, undefined],
  ])('%s', (_, kind, tier, templateMs, expected) => {
    expect(serviceLevelOf(config, { kind, tier, templateMs })).toBe(expected);
  });
});

describe('quietUntil', () => {
  const quiet = {
    timeZone: 'Europe/Berlin',
    from: '18:00',
    to: '08:30',
    weekends: true,
  };
  it.each<[string, string, string | undefined]>([
    ['a working hour', '2026-11-25T12:00:00+01:00', undefined],
    ['the evening', '2026-11-25T18:00:00+01:00', '2026-11-26T08:30:00+01:00'],
    ['the morning', '2026-11-25T08:29:59+01:00', '2026-11-25T08:30:00+01:00'],
    ['a weekend', '2026-11-27T19:10:00+01:00', '2026-11-30T08:30:00+01:00'],
    [
      'the night when clocks go forward',
      '2026-03-27T20:00:00+01:00',
      '2026-03-30T08:30:00+02:00',
    ],
    [
      'the night when clocks go back',
      '2026-10-23T20:00:00+02:00',
      '2026-10-26T08:30:00+01:00',
    ],
  ])('%s', (_, at, end) => {
    expect(quietUntil(new Date(at), quiet)?.toISOString()).toBe(
      end && new Date(end).toISOString(),
    );
  });

  it('is no night where it is none', () => {
    const noon = { ...quiet, from: '12:00', to: '13:00', weekends: false };
    expect(
      quietUntil(new Date('2026-11-28T12:10:00+01:00'), noon)?.toISOString(),
    ).toBe('2026-11-28T12:00:00.000Z');
    expect(
      quietUntil(new Date('2026-11-28T20:00:00+01:00'), noon),
    ).toBeUndefined();
  });
});

describe('nextRung', () => {
  const refs = fc.uniqueArray(
    fc.constantFrom('user:default/a', 'user:default/B', 'group:default/c'),
  );
  const people: fc.Arbitrary<Record<Rung, string[]>> = fc.record({
    owner: refs,
    'parent-groups': refs,
    'on-call': refs,
    admins: refs,
  });

  it('climbs to its end and tells nobody twice, whoever changes meanwhile', () => {
    fc.assert(
      fc.property(fc.array(people, { minLength: 5, maxLength: 5 }), turns => {
        const told: string[] = [];
        const levels = [0];
        // whom a rung had that was passed because nobody was left to be told
        const missed: string[] = [];
        for (const now of turns) {
          const level = levels[levels.length - 1];
          const next = nextRung(level, told, now, ladder);
          missed.push(
            ...rungs
              .slice(level, next ? rungs.indexOf(next.rung) : undefined)
              .flatMap(rung => now[rung])
              .filter(ref => !told.includes(ref.toLowerCase())),
          );
          told.push(...(next?.recipients ?? []));
          levels.push(next?.level ?? level);
        }
        expect(missed).toEqual([]);
        expect(levels).toEqual([...levels].sort());
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });

  it('goes on after the time between two rungs', () => {
    const everybody = {
      owner: ['group:default/a'],
      'parent-groups': [],
      'on-call': ['user:default/o'],
      admins: ['group:default/p'],
    };
    expect(nextRung(0, [], everybody, ladder)).toEqual({
      rung: 'owner',
      recipients: ['group:default/a'],
      level: 1,
      nextInMs: 24 * HOUR,
    });
    // nobody is above the owner
    expect(nextRung(1, ['group:default/a'], everybody, ladder)).toMatchObject({
      rung: 'on-call',
      level: 3,
      nextInMs: 24 * HOUR,
    });
    expect(nextRung(3, [], everybody, ladder)).toEqual({
      rung: 'admins',
      recipients: ['group:default/p'],
      level: 4,
    });
    expect(nextRung(4, [], everybody, ladder)).toBeUndefined();
  });
});

describe('planWaits', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const earlier = new Date('2026-03-01T10:00:00Z');
  const base = {
    id: 't1',
    title: 'T',
    entity_ref: null,
    owner_ref: null,
    requested_by: 'user:default/a',
    tier: '1',
    phase: 'in-review' as const,
    phase_since: earlier,
    template_version_id: null,
    kind: 'review' as const,
  };
  const wait = {
    task_id: 't1',
    kind: 'review' as const,
    since: earlier,
    overdue_at: new Date(earlier.getTime() + DEFAULT_LEVELS.review),
    due_at: null,
    level: 0,
    told: [],
    attended_by: null,
    attended_at: null,
    snoozed_until: null,
    taken_by: null,
  };
  const plan = (change: object, config = { levels: {}, tiers: {} }) =>
    planWaits([{ ...base, ...change }], {
      config,
      templateMs: () => undefined,
      now,
    });

  it('begins with the phase, and later when something else is waited for', () => {
    expect(plan({})).toMatchObject([
      { kind: 'review', since: earlier, overdue_at: wait.overdue_at },
    ]);
    expect(plan({ wait })).toEqual([]);
    expect(plan({ wait, kind: 'conflict' })).toMatchObject([
      { kind: 'conflict', since: now },
    ]);
    const late = new Date('2026-03-01T11:00:00Z');
    expect(plan({ wait, phase_since: late })).toMatchObject([
      { kind: 'review', since: late },
    ]);
  });

  it('follows the configuration until somebody was told', () => {
    const config = { levels: {}, tiers: { '1': { review: HOUR } } };
    expect(plan({ wait }, config)).toMatchObject([
      { since: earlier, overdue_at: new Date('2026-03-01T11:00:00Z') },
    ]);
    expect(plan({ wait: { ...wait, level: 1 } }, config)).toEqual([]);
    expect(plan({ wait: { ...wait, attended_at: now } }, config)).toEqual([]);
  });
});

describe('Responsibles', () => {
  const group = (name: string, parent?: string, onCall?: string): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name,
      namespace: 'default',
      annotations: { ...(onCall && { 'agent-tasks/on-call': onCall }) },
    },
    spec: {},
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  });
  const component = (owner: string): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', namespace: 'default' },
    spec: {},
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  });
  const find = async (entities: Entity[], change: Partial<WaitingTask> = {}) =>
    new Responsibles({
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
      admins: ['group:default/platform'],
      tierAnnotation: 'agent-tasks/tier',
    }).find({
      entity_ref: 'component:default/shop',
      owner_ref: 'group:default/before',
      requested_by: 'user:default/ada',
      kind: 'review',
      takenBy: null,
      templateRefs: [],
      ...change,
    });
  const catalog = [
    component('web'),
    group('web', 'division', 'user:default/oncall, sre'),
    group('division'),
  ];

  it('are who owns the component by now, who is above, on call, and the admins', async () => {
    expect(await find(catalog)).toEqual({
      owner: ['group:default/web'],
      'parent-groups': ['group:default/division'],
      'on-call': ['user:default/oncall', 'group:default/sre'],
      admins: ['group:default/platform'],
    });
  });

  it.each(stallKinds)('somebody owns the step: %s', async kind => {
    const { owner } = await find(catalog, { kind });
    expect(owner).toEqual([
      {
        answer: 'user:default/ada',
        idle: 'user:default/ada',
        resolution: 'user:default/ada',
        retry: 'user:default/ada',
        permission: 'group:default/platform',
        launch: 'group:default/platform',
      }[kind as string] ?? 'group:default/web',
    ]);
  });

  it('are whom the task knows where the catalog has nobody', async () => {
    expect((await find([])).owner).toEqual(['group:default/before']);
    expect(
      (await find([], { owner_ref: null, entity_ref: null })).owner,
    ).toEqual(['user:default/ada']);
    expect(
      (
        await find([], {
          kind: 'answer',
          requested_by: 'plugin:scaffolder',
        })
      ).owner,
    ).toEqual(['group:default/before']);
    // a service's task on a repository that nobody owns
    expect(
      (
        await find([], {
          owner_ref: null,
          entity_ref: null,
          requested_by: 'plugin:scaffolder',
        })
      ).owner,
    ).toEqual(['group:default/platform']);
  });

  it('are who has taken it over, and then the owner', async () => {
    expect(await find(catalog, { takenBy: 'user:default/bob' })).toMatchObject({
      owner: ['user:default/bob'],
      'parent-groups': ['group:default/web', 'group:default/division'],
    });
  });
});
