/*
 * Many launches with one account under GitHub's published limits: how close to
 * the least possible time, and how many requests GitHub had to refuse. The
 * broker with one and with three replicas, against a loop over `octokit` and
 * against sleeping between requests, on the same simulator at the same time.
 *
 *   yarn bench launch
 *   node scripts/run.mjs benchmarks/launch.mjs 12 100   (the clock; of the runs only this one)
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Broker } from './lib/Broker.mjs';
import { load, report, round, save } from './lib/measure.mjs';
import { optimumSeconds } from './lib/optimum.mjs';
import { queueTasks, repositories } from './lib/tasks.mjs';
import { seedOf, tokenOf } from './lib/seed.mjs';
import { withWorld } from './lib/World.mjs';

const speed = Number(process.argv[2] ?? 12);
const only = process.argv[3] && Number(process.argv[3]);
/** The shorter the run, the more a millisecond of work weighs in it. */
const runs = [
  { tasks: 100, speed: 1 },
  { tasks: 1_000, speed },
];
const replicaCounts = [1, 3];
const peers = {
  octokit: 'launchWithOctokit.mjs',
  'sleep of 2 s': 'launchWithSleep.mjs',
};
/** Before the first task is due, for everybody to be ready. */
const LEAD_MS = 2_000;
/** Whoever needs longer than this, as a multiple of the optimum, is broken off. */
const PATIENCE = 4;

const directory = path.dirname(fileURLToPath(import.meta.url));
const loadBefore = load();
const rows = [];
for (const run of runs.filter(({ tasks }) => !only || tasks === only)) {
  await launch(run);
}
save('launch', { rows }, { loadBefore });

/** One broker after the other, each beside a peer that hardly costs anything. */
async function launch(run) {
  const files = Object.entries(peers);
  for (const [i, replicas] of replicaCounts.entries()) {
    const [who, file] = files[i];
    await contend(run, [
      {
        who: `the broker, ${replicas} ${replicas > 1 ? 'replicas' : 'replica'}`,
        login: `broker-${replicas}`,
        replicas,
      },
      { who, login: who.replaceAll(' ', '-'), file },
    ]);
  }
}

/** All at the same time, each with an account of its own. */
async function contend({ tasks, speed: runSpeed }, contenders) {
  const logins = contenders.map(({ login }) => login);
  const seed = seedOf({ logins, repositories });
  await withWorld({ speed: runSpeed, seed }, async world => {
    const brokers = new Map();
    for (const contender of contenders) {
      if (contender.replicas) {
        brokers.set(contender, await startBroker(world, contender));
      }
    }
    const beginAt = Math.round(world.now() + LEAD_MS * world.speed);
    const giveUpAt = beginAt + optimumSeconds(tasks) * PATIENCE * 1_000;
    const times = { tasks, beginAt, giveUpAt };
    await Promise.all(
      contenders.map(async contender => {
        const broker = brokers.get(contender);
        await (broker
          ? launchWithBroker(world, broker, times)
          : launchWithPeer(world, contender, times));
        await collect(world, contender, times);
      }),
    );
  });
}

async function startBroker(world, { login, replicas }) {
  const broker = await Broker.create(world, login, {
    identities: [{ id: login, token: tokenOf(login) }],
    // real seconds are minutes of this clock
    agentTasks: { launch: { timeout: 'PT5M', lease: 'PT15M' } },
  });
  // the first one migrates the database, and the others need not wait for it
  await broker.startReplica();
  await Promise.all(
    Array.from({ length: replicas - 1 }, () => broker.startReplica()),
  );
  return broker;
}

async function launchWithBroker(world, broker, { tasks, beginAt, giveUpAt }) {
  await queueTasks(broker, { count: tasks, dueAt: beginAt });
  for (let left = tasks; left && world.now() < giveUpAt; ) {
    await new Promise(resolve => setTimeout(resolve, 500));
    const { rows: states } = await broker.sql.query(
      `select count(*)::int as left from agent_tasks where launch_state <> 'launched'`,
    );
    left = states[0].left;
  }
  await broker.stop();
}

async function launchWithPeer(world, peer, { tasks, beginAt, giveUpAt }) {
  const child = world.fork(path.join(directory, 'peers', peer.file), [
    world.api,
    tokenOf(peer.login),
    tasks,
    beginAt,
  ]);
  const patience = new AbortController();
  await Promise.race([
    new Promise(resolve => child.once('exit', resolve)),
    world.sleep(giveUpAt - world.now(), patience.signal).catch(() => {}),
  ]);
  patience.abort();
}

/** What GitHub saw of one account. */
async function collect(world, { who, login }, { tasks, beginAt }) {
  const creations = (await world.control('GET', '/requests')).filter(
    ({ user, method, path: url }) =>
      user === login && method === 'POST' && url.endsWith('/tasks'),
  );
  const created = creations.filter(({ status }) => status === 201);
  const seconds = (Math.max(...created.map(({ at }) => at)) - beginAt) / 1_000;
  const optimum = optimumSeconds(tasks);
  const row = {
    tasks,
    who,
    launched: created.length,
    seconds: round(seconds),
    optimumSeconds: optimum,
    shareOfOptimum:
      created.length < tasks ? undefined : round((100 * optimum) / seconds),
    rejected: creations.length - created.length,
    speed: world.speed,
  };
  rows.push(row);
  report('launch', row);
}
