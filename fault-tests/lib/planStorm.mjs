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

/** What goes wrong at GitHub all the time, as shares of the POSTs. */
export const steadyFaults = [
  { effect: { type: 'reset', when: 'after' }, probability: 0.06 },
  { effect: { type: 'status', status: 502, when: 'after' }, probability: 0.06 },
  { effect: { type: 'hang', when: 'after' }, probability: 0.02 },
  { effect: { type: 'reset', when: 'before' }, probability: 0.03 },
  { effect: { type: 'status', status: 502 }, probability: 0.03 },
  { effect: { type: 'garbage', when: 'after' }, probability: 0.02 },
].map(rule => ({ match: { method: 'POST', path: '/tasks$' }, ...rule }));

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
      atMs: Math.round(everyMs * (i + random.next())),
      ...blow(random),
    })),
    arms: { frequent: random.shuffle(arms.frequent), rare: arms.rare },
  };
}
