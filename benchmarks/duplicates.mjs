/*
 * A thousand launches of which GitHub accepts every one and loses the answer
 * of one in twenty, half as a 502 and half as a reset connection. How many
 * tasks exist twice in the end, and how many not at all: the broker, whose
 * replicas are killed all the time (SIGKILL), `octokit` with its retry plugin,
 * which nobody kills, and a script that notes what is done, tries again what
 * failed and is killed as often as the replicas.
 *
 *   yarn bench duplicates
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Broker } from './lib/Broker.mjs';
import { load, report, round, save } from './lib/measure.mjs';
import { queueTasks, repositories } from './lib/tasks.mjs';
import { seedOf, tokenOf } from './lib/seed.mjs';
import { withWorld } from './lib/World.mjs';

const BATCH = 40;
const KILLS = 25;
const TASKS = BATCH * KILLS;
const LOST_ANSWERS = 0.05;
const REPLICAS = 4;
/** As many accounts' worth of launches as never wait for a window. */
const IDENTITIES = 15;
/** After the last kill, for everything to settle. */
const PATIENCE_MS = 120_000;
const UNLIMITED = 1_000_000;

const directory = path.dirname(fileURLToPath(import.meta.url));
const loadBefore = load();
const seed = seedOf({
  logins: ['broker', 'octokit', 'script'],
  repositories,
  limits: {
    primaryPerHour: UNLIMITED,
    contentPerMinute: UNLIMITED,
    contentPerHour: UNLIMITED,
    pointsPerMinute: UNLIMITED,
  },
  // a launch can be found again once its session has begun
  agent: {
    queuedMs: 1_000,
    workMs: 3_600_000,
    jitter: 0,
    rules: [{ outcome: 'no_change' }],
  },
});
const creation = { method: 'POST', path: '/tasks$' };
seed.faults = [
  {
    match: creation,
    probability: LOST_ANSWERS / 2,
    effect: { type: 'status', status: 502, when: 'after' },
  },
  {
    match: creation,
    probability: LOST_ANSWERS / 2,
    effect: { type: 'reset', when: 'after' },
  },
];

const rows = [];
await withWorld({ speed: 1, seed }, async world => {
  const left = await launchWithBroker(world);
  await collect(world, { who: 'the broker', login: 'broker', ...left });
  const octokit = world.fork(peer('launchOnceWithOctokit.mjs'), [
    world.api,
    tokenOf('octokit'),
    TASKS,
  ]);
  await exitOf(octokit);
  await collect(world, { who: 'octokit, retry plugin', login: 'octokit' });
  await launchWithScript(world);
  await collect(world, { who: 'script with retries', login: 'script' });
});
save(
  'duplicates',
  { tasks: TASKS, lostAnswers: LOST_ANSWERS, rows },
  { loadBefore },
);

function peer(file) {
  return path.join(directory, 'peers', file);
}

function exitOf(child) {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise(resolve => child.once('exit', resolve));
}

/** A batch for every kill, in whose middle a replica dies. */
async function launchWithBroker(world) {
  const broker = await Broker.create(world, 'broker', {
    identities: Array.from({ length: IDENTITIES }, (_, i) => ({
      id: `account-${i}`,
      token: tokenOf('broker'),
    })),
    agentTasks: {
      launch: { timeout: 'PT5S', lease: 'PT10S' },
      // GitHub's lists are complete here: what is not found was never sent
      reconcile: { window: 'PT20S', afterWindow: 'relaunch' },
    },
  });
  const ready = [];
  const boot = async () => ready.push(await broker.startReplica());
  const booting = [];
  await boot();
  for (let i = 1; i < REPLICAS; i++) {
    booting.push(boot());
  }
  for (let kills = 0; kills < KILLS; kills++) {
    while (ready.length < 2) {
      await sleep(50);
    }
    await queueTasks(broker, {
      count: BATCH,
      from: kills * BATCH,
      dueAt: Date.now(),
    });
    await sleep(200 + Math.random() * 600);
    const [victim] = ready.splice(Math.floor(Math.random() * ready.length), 1);
    await broker.kill(victim);
    booting.push(boot());
  }
  await Promise.all(booting);
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rows: states } = await broker.sql.query(
      `select count(*) filter (where held)::int as held,
         count(*) filter (where launch_state <> 'launched' and not held)::int as open
       from agent_tasks`,
    );
    if (!states[0].open || Date.now() > giveUpAt) {
      await broker.stop();
      return { held: states[0].held, unsettled: states[0].open };
    }
    await sleep(500);
  }
}

/** Killed in the middle of each batch, and started again where it was. */
async function launchWithScript(world) {
  const progress = path.join(world.directory, 'progress');
  fs.writeFileSync(progress, '');
  const done = () => fs.readFileSync(progress, 'utf8').split('\n').length - 1;
  for (let kills = 0; ; kills++) {
    const child = world.fork(peer('launchWithScript.mjs'), [
      world.api,
      tokenOf('script'),
      TASKS,
      progress,
    ]);
    const killAt = (kills + 0.5) * BATCH;
    while (child.exitCode === null && (kills >= KILLS || done() < killAt)) {
      await sleep(2);
    }
    if (child.exitCode !== null) {
      return;
    }
    child.kill('SIGKILL');
    await exitOf(child);
  }
}

/** What GitHub has in the end. */
async function collect(world, { who, login, held = 0, unsettled = 0 }) {
  const created = (await world.control('GET', '/tasks'))
    .filter(({ creator }) => creator === login)
    .map(({ prompt }) => /^Change number \d+\./.exec(prompt)[0]);
  const distinct = new Set(created).size;
  const row = {
    who,
    launches: TASKS,
    kills: login === 'octokit' ? 0 : KILLS,
    created: created.length,
    duplicates: created.length - distinct,
    duplicatesPercent: round((100 * (created.length - distinct)) / TASKS),
    lost: TASKS - distinct - held,
    unsettled,
    held,
  };
  rows.push(row);
  report('duplicates', row);
}

function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
