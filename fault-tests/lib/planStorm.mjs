import { arms } from './points.mjs';
import { seededRandom } from './random.mjs';

/** The simulator's clock runs so many times as fast as ours. */
export const CLOCK_SPEED = 20;

/** How fast requests come in, on average. */
const TASKS_PER_SECOND = 2;

/** Each kind of blow is dealt at least once; a longer storm repeats them. */
const blows = [
  random => ({ kind: 'kill', slot: random.next() }),
  random => ({
    kind: 'freeze',
    slot: random.next(),
    ms: random.between(2_000, 9_000),
  }),
  random => ({
    kind: 'postgres',
    signal: 'SIGINT',
    downMs: random.between(0, 1_500),
  }),
  () => ({ kind: 'postgres', signal: 'SIGQUIT', downMs: 0 }),
  () => ({ kind: 'disconnect' }),
  // two minutes of GitHub's time
  () => ({
    kind: 'github',
    rule: { effect: { type: 'outage' } },
    forMs: 120_000,
  }),
  () => ({
    kind: 'github',
    rule: {
      match: { method: 'GET', path: '/tasks' },
      effect: { type: 'lag', ms: 60_000 },
    },
    forMs: 180_000,
  }),
  () => ({
    kind: 'github',
    rule: {
      match: { path: '/tasks' },
      effect: { type: 'rate-limit', kind: 'secondary', retryAfterSeconds: 2 },
      times: 3,
    },
    forMs: 60_000,
  }),
];

/** What goes wrong with single POSTs, and in how many of a hundred tasks. */
const lostAnswers = [
  { percent: 6, effect: { type: 'reset', when: 'after' } },
  { percent: 6, effect: { type: 'status', status: 502, when: 'after' } },
  { percent: 2, effect: { type: 'hang', when: 'after' } },
  { percent: 2, effect: { type: 'garbage', when: 'after' } },
  { percent: 3, effect: { type: 'reset', when: 'before' } },
  { percent: 3, effect: { type: 'status', status: 502, when: 'before' } },
];

/** Often enough for each to be felt early, and then as often as it is meant. */
const LOST_SHARE = 0.15;

const faultsOf = tasks =>
  lostAnswers.map(({ percent, effect }) => ({
    match: { method: 'POST', path: '/tasks$' },
    probability: LOST_SHARE,
    times: Math.ceil((tasks * percent) / 100),
    effect,
  }));

/**
 * Everything that is decided by chance, from the seed alone: a replay deals the
 * same blows at the same times to the same requests. What the machine makes of
 * them differs from run to run, as it does in production.
 *
 * @param {{ seed: number, tasks: number }} options
 */
export function planStorm({ seed, tasks }) {
  const random = seededRandom(seed);
  const submissions = Array.from({ length: tasks }, (_, i) => ({
    key: `${seed}-${i}`,
    repository: `service-${random.between(1, 4)}`,
    pauseMs: random.between(0, 2_000 / TASKS_PER_SECOND),
  }));
  const lastsMs = (tasks / TASKS_PER_SECOND) * 1_000;
  const rounds = Math.max(1, Math.round(lastsMs / 45_000));
  const dealt = Array.from({ length: rounds }, () =>
    random.shuffle(blows),
  ).flat();
  const everyMs = lastsMs / dealt.length;
  return {
    submissions,
    blows: dealt.map((blow, i) => ({
      id: `blow-${i}`,
      atMs: Math.round(everyMs * (i + random.next())),
      ...blow(random),
    })),
    faults: faultsOf(tasks),
    arms: { frequent: random.shuffle(arms.frequent), rare: arms.rare },
  };
}
