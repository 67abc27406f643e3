import type {
  Campaign,
  CampaignCounts,
  CampaignOutcome,
  CampaignJoinedTarget,
  CampaignProgress,
  CampaignTarget,
  CampaignTargetStatus,
  CampaignWave,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { minutesAgo, scheduleId, taskId } from './fixtures';

const template = {
  ref: 'agenttasktemplate:default/migrate-library',
  title: 'Migrate a library',
  version: '2.0.1',
  digest: `sha256:${'a17b'.padEnd(64, '0')}`,
};
const owners = ['payments-team', 'web-team', 'data-team'];
const DAY = 24 * 60;

/** Id of a campaign in the fixtures. */
export const campaignId = (number: number) =>
  `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;

const yes = { allowed: true };
const no = (reason: string) => ({ allowed: false, reason });

function actionsOf(state: Campaign['state']): Campaign['actions'] {
  const only = (states: Campaign['state'][]) =>
    states.includes(state) ? yes : no(`The campaign is ${state}.`);
  return {
    edit: only(['planning', 'planned']),
    start: only(['planned']),
    pause: only(['running']),
    resume: only(['paused']),
    stop: only(['running', 'paused']),
    openGate: only(['running']),
    recall: only(['running', 'paused', 'stopped', 'done', 'recalled']),
    extend: only(['planned', 'running', 'paused']),
    changeVersion: only(['planned', 'running', 'paused']),
  };
}

/** A campaign of the fixtures with its targets. */
export type FixtureCampaign = {
  campaign: Campaign;
  targets: CampaignTarget[];
  progress: CampaignProgress;
};

function target(
  campaign: number,
  position: number,
  change: Partial<CampaignTarget> & { status: CampaignTargetStatus },
): CampaignTarget {
  const { status } = change;
  const name = `service-${String(position).padStart(2, '0')}`;
  const begun = !['waiting', 'deferred', 'refused', 'excluded'].includes(
    status,
  );
  return {
    id: `00000000-0000-4000-a000-${String(campaign * 1000 + position).padStart(
      12,
      '0',
    )}`,
    position,
    wave: 1,
    repository: {
      host: 'github.com',
      owner: 'acme',
      name,
      url: `https://github.com/acme/${name}`,
    },
    entityRefs: [`component:default/${name}`],
    owner: `group:default/${owners[position % owners.length]}`,
    tier: String(1 + (position % 3)),
    parameters: { target: 'node-24' },
    verdict: 'allowed',
    reasons: [],
    ...(begun && {
      task: {
        id: taskId(position),
        phase: status as 'running',
        phaseSince: minutesAgo(position * 90),
        templateVersion: position < 3 ? '1.9.0' : '2.0.1',
        ...(status === 'failed' && { failureClass: 'agent-error' as const }),
        ...(['in-review', 'done'].includes(status) && {
          pullRequest: {
            number: 100 + position,
            url: `https://github.com/acme/${name}/pull/${100 + position}`,
          },
        }),
      },
    }),
    ...change,
  };
}

const seen: Record<CampaignOutcome, ['met' | 'not-met' | 'unknown', string][]> =
  {
    'merged-met': [
      ['not-met', 'package.json has “22” at /engines/node, not “24”.'],
      ['met', 'package.json has “24” at /engines/node.'],
    ],
    'merged-not-met': [
      ['not-met', 'package.json has nothing at /engines/node.'],
    ],
    'met-without-pull-request': [
      ['met', 'package.json has “24” at /engines/node.'],
    ],
    regressed: [
      ['met', 'package.json has “24” at /engines/node.'],
      ['not-met', 'package.json has “22” at /engines/node, not “24”.'],
    ],
    'not-met': [
      ['not-met', 'package.json has “22” at /engines/node, not “24”.'],
    ],
    unknown: [
      ['unknown', 'package.json: The identity cannot see the repository.'],
    ],
  };

/** What was seen of a target's goal. */
function outcomeOf(outcome: CampaignOutcome): CampaignTarget['outcome'] {
  const results = seen[outcome];
  return {
    outcome,
    checkedAt: minutesAgo(40),
    nextCheckAt: minutesAgo(-320),
    results: results.map(([result, message], index) => ({
      result,
      message,
      since: minutesAgo((results.length - index) * DAY),
      until: minutesAgo(index === results.length - 1 ? 40 : DAY),
    })),
  };
}

function goalOf(targets: CampaignTarget[]): CampaignProgress['goal'] {
  const counts: CampaignCounts = {};
  for (const { outcome } of targets) {
    if (outcome) {
      counts[outcome.outcome] = (counts[outcome.outcome] ?? 0) + 1;
    }
  }
  return Object.keys(counts).length
    ? { title: 'Runs on Node.js 24', counts }
    : undefined;
}

function countsOf(targets: CampaignTarget[]): CampaignCounts {
  const counts: CampaignCounts = {};
  for (const { status } of targets) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

function campaignOf(
  number: number,
  change: Partial<Campaign> & Pick<Campaign, 'title' | 'state'>,
  targets: CampaignTarget[],
  waves: (Partial<CampaignWave> & Pick<CampaignWave, 'state'>)[],
): FixtureCampaign {
  const counts = countsOf(targets);
  const taking = targets.filter(
    ({ status }) => status !== 'excluded' && status !== 'refused',
  );
  const begun = !['planning', 'planned'].includes(change.state);
  const campaign: Campaign = {
    id: campaignId(number),
    owner: 'group:default/platform',
    stateSince: minutesAgo(60),
    createdBy: 'user:default/alice',
    createdAt: minutesAgo(9 * DAY),
    ...(begun && {
      startedBy: 'user:default/alice',
      startedAt: minutesAgo(8 * DAY),
    }),
    template,
    request: {
      title: change.title,
      owner: 'group:default/platform',
      template: template.ref,
      parameters: { target: '${{ migrationTarget }}' },
      targets: { filter: [{ kind: 'component', 'spec.type': 'service' }] },
    },
    targets: taking.length,
    counts,
    verdicts: {},
    estimate: {
      sample: 61,
      creditsP50: 84.2,
      creditsP90: 97.6,
      minutesP50: 14,
      minutesP90: 38.5,
    },
    waves: waves.map((wave, index) => {
      const own = targets.filter(each => each.wave === index + 1);
      return {
        number: index + 1,
        select: {},
        targets: own.length,
        counts: countsOf(own),
        conditions: [],
        ...wave,
      };
    }),
    actions: actionsOf(change.state),
    timeline: [
      {
        id: '1',
        at: minutesAgo(9 * DAY),
        kind: 'created',
        actor: 'user:default/alice',
        data: {},
      },
      ...(begun
        ? ([
            {
              id: '2',
              at: minutesAgo(8 * DAY),
              kind: 'started',
              actor: 'user:default/alice',
              data: { reason: 'Node 20 ends in April' },
            },
            {
              id: '3',
              at: minutesAgo(8 * DAY),
              kind: 'wave-opened',
              actor: 'user:default/alice',
              data: { wave: 1 },
            },
          ] as const)
        : []),
    ],
    ...change,
  };
  const slices = (names: string[], of: (each: CampaignTarget) => unknown) =>
    names.map(name => ({
      name,
      counts: countsOf(targets.filter(each => of(each) === name)),
    }));
  const goal = goalOf(targets);
  return {
    campaign,
    targets,
    progress: {
      ...(goal && { goal }),
      series: begun ? seriesOf(counts) : [],
      byOwner: slices(
        owners.map(name => `group:default/${name}`),
        each => each.owner,
      ),
      byTier: slices(['1', '2', '3'], each => each.tier),
      bySystem: slices(['system:default/shop', ''], ({ tier }) =>
        tier === '1' ? 'system:default/shop' : '',
      ),
      byFailureClass: counts.failed ? { 'agent-error': counts.failed } : {},
      stuck: targets.filter(({ status }) => status === 'in-review').slice(0, 2),
      ...(begun && { credits: 41.7 }),
    },
  };
}

/** From nothing begun to what there is now, in a week. */
function seriesOf(counts: CampaignCounts): CampaignProgress['series'] {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return Array.from({ length: 15 }, (_, step) => {
    const share = step / 14;
    const at = (status: string) => Math.round((counts[status] ?? 0) * share);
    const begun = {
      done: at('done'),
      'in-review': at('in-review'),
      running: at('running'),
      failed: at('failed'),
    };
    return {
      at: minutesAgo((1 - share) * 8 * DAY),
      counts: {
        ...begun,
        waiting: total - Object.values(begun).reduce((a, b) => a + b, 0),
      },
    };
  });
}

/** Most of what was merged has reached the goal, and nothing else. */
function outcomeAt(
  index: number,
  status: CampaignTargetStatus,
): CampaignOutcome {
  if (status === 'done') {
    const some: Record<number, CampaignOutcome> = {
      1: 'merged-not-met',
      2: 'regressed',
    };
    return some[index % 5] ?? 'merged-met';
  }
  if (status === 'failed') {
    return 'unknown';
  }
  return status === 'waiting' && index % 8 === 0
    ? 'met-without-pull-request'
    : 'not-met';
}

/** What has joined since: components that can be targets, and one that cannot. */
export function fixtureJoined(count = 14): CampaignJoinedTarget[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `newcomer-${String(index + 1).padStart(2, '0')}`;
    const ref = `component:default/${name}`;
    return index === 1
      ? {
          key: `entity ${ref}`,
          entityRefs: [ref],
          problem: {
            code: 'entity-without-repository',
            message: `${ref} names no GitHub repository.`,
          },
        }
      : {
          key: `github.com/acme/${name}`,
          repository: {
            host: 'github.com',
            owner: 'acme',
            name,
            url: `https://github.com/acme/${name}`,
          },
          entityRefs: [ref],
          owner: `group:default/${owners[index % owners.length]}`,
          tier: String(1 + (index % 3)),
        };
  });
}

/** A campaign in the middle of its life, and others at every other point. */
export function fixtureCampaigns(): FixtureCampaign[] {
  const middle: CampaignTargetStatus[] = [
    ...Array<CampaignTargetStatus>(5).fill('done'),
    ...Array<CampaignTargetStatus>(4).fill('done'),
    'in-review',
    'in-review',
    'in-review',
    'running',
    'running',
    'needs-attention',
    'failed',
    ...Array<CampaignTargetStatus>(24).fill('waiting'),
  ];
  return [
    campaignOf(
      1,
      {
        title: 'Node 24 everywhere',
        state: 'running',
        description: 'Node 20 reaches its end of life in April.',
        dueAt: minutesAgo(-12 * DAY),
        waitsFor: 'Wave 2 waits for its outcomes.',
      },
      [
        ...middle.map((status, index) =>
          target(1, index + 1, {
            status,
            outcome: outcomeOf(outcomeAt(index, status)),
            wave: [5, 16, 40].findIndex(end => index < end) + 1,
            ...(index === 38 && {
              status: 'deferred' as const,
              deferred: {
                until: minutesAgo(-9 * DAY),
                by: 'user:default/bob',
                at: minutesAgo(300),
                reason: 'Peak season',
              },
            }),
          }),
        ),
        target(1, 41, {
          status: 'refused',
          wave: undefined,
          verdict: 'refused',
          reasons: [
            {
              code: 'entity-without-repository',
              message:
                'component:default/service-41 names no GitHub repository.',
            },
          ],
          repository: undefined,
        }),
        target(1, 42, {
          status: 'excluded',
          wave: undefined,
          excluded: { by: 'user:default/alice', at: minutesAgo(900) },
        }),
      ],
      [
        {
          state: 'passed',
          passedAt: minutesAgo(6 * DAY),
          passedBy: 'user:default/alice',
          conditions: [
            { kind: 'sample', needed: 5, now: 5, met: true },
            { kind: 'merged', needed: 0.8, now: 1, met: true },
          ],
        },
        {
          state: 'open',
          openedAt: minutesAgo(6 * DAY),
          conditions: [
            { kind: 'sample', needed: 11, now: 5, met: false },
            { kind: 'merged', needed: 0.8, now: 0.8, met: true },
            { kind: 'checks', needed: 0.9, met: false },
            { kind: 'soak', needed: 1440, met: false },
          ],
        },
        { state: 'waiting' },
      ],
    ),
    campaignOf(
      2,
      {
        title: 'Logging library 4.2',
        state: 'running',
        waitsFor: 'Wave 1 does not meet its gate; somebody has to decide.',
      },
      Array.from({ length: 12 }, (_, index) =>
        target(2, index + 1, {
          status: (['done', 'failed', 'waiting', 'waiting'] as const)[
            Math.floor(index / 3)
          ],
          wave: index < 6 ? 1 : 2,
        }),
      ),
      [
        {
          state: 'held',
          conditions: [
            { kind: 'sample', needed: 6, now: 6, met: true },
            { kind: 'merged', needed: 0.8, now: 0.5, met: false },
          ],
        },
        { state: 'waiting' },
      ],
    ),
    campaignOf(
      3,
      { title: 'Health endpoints', state: 'planned', launchMinutes: 3 },
      Array.from({ length: 8 }, (_, index) =>
        target(3, index + 1, {
          status: 'waiting',
          outcome: outcomeOf(
            index % 4 === 1 ? 'met-without-pull-request' : 'not-met',
          ),
          verdict: index % 3 === 0 ? 'needs-approval' : 'allowed',
          wave: index < 3 ? 1 : 2,
          ...(index === 1 && { openTasks: 2 }),
        }),
      ),
      [{ state: 'waiting' }, { state: 'waiting' }],
    ),
    campaignOf(
      4,
      {
        title: 'Java 21',
        state: 'planning',
        estimate: undefined,
        planning: { done: 120, total: 400, interrupted: false },
      },
      [],
      [],
    ),
    campaignOf(
      5,
      {
        title: 'Copyright 2026',
        state: 'done',
        scheduleId: scheduleId(2),
        createdBy: `schedule:${scheduleId(2)}`,
        startedBy: `schedule:${scheduleId(2)}`,
        endedAt: minutesAgo(20 * DAY),
        dueAt: minutesAgo(18 * DAY),
      },
      Array.from({ length: 20 }, (_, index) =>
        target(5, index + 1, {
          status: index === 3 ? 'done-without-change' : 'done',
        }),
      ),
      [{ state: 'passed', passedAt: minutesAgo(20 * DAY) }],
    ),
  ];
}
