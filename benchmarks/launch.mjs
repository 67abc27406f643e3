/*
 * Many launches with one account under GitHub's published limits: how close to
 * the least possible time, and how many requests GitHub had to refuse. The
 * broker with one and with three replicas, against a loop over `octokit` and
 * against sleeping between requests, on the same simulator at the same time.
 *
 *   yarn bench launch
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, report, round, save } from './lib/measure.mjs';
import { optimumSeconds } from './lib/optimum.mjs';
import { queueTasks, repositories } from './lib/tasks.mjs';
import { seedOf, tokenOf, withWorld } from './lib/World.mjs';

const speed = Number(process.argv[2] ?? 60);
/** The shorter the run, the more a millisecond of work weighs in it. */
const runs = [
  { tasks: 100, speed: Math.min(4, speed) },
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
const PATIENCE = 3;

const directory = path.dirname(fileURLToPath(import.meta.url));
const loadBefore = load();
const rows = [];
for (const { tasks, speed: runSpeed } of runs) {
  const brokers = replicaCounts.map(count => `broker-${count}`);
  const logins = [...brokers, ...Object.keys(peers).map(loginOf)];
  const seed = seedOf({ logins, repositories });
  await withWorld({ speed: runSpeed, seed }, async world => {
    const others = [];
    for (const [i, replicas] of replicaCounts.entries()) {
      const beginAt = await launchWithBroker(world, {
        name: brokers[i],
        replicas,
        tasks,
        onBegin: at => {
          // peers hardly cost anything, and run beside the first broker
          for (const [peer, file] of i ? [] : Object.entries(peers)) {
            others.push(runPeer(world, { peer, file, tasks, beginAt: at }));
          }
        },
      });
      await collect(world, {
        who: `the broker, ${replicas} ${replicas > 1 ? 'replicas' : 'replica'}`,
        login: brokers[i],
        tasks,
        beginAt,
      });
    }
    for (const { peer, beginAt, ended } of others) {
      await ended;
      await collect(world, { who: peer, login: loginOf(peer), tasks, beginAt });
    }
  });
}
save('launch', { rows }, { loadBefore });

function loginOf(peer) {
  return peer.replaceAll(' ', '-');
}

async function launchWithBroker(world, { name, replicas, tasks, onBegin }) {
  const broker = await world.createBroker(name, {
    identities: [{ id: name, token: tokenOf(name) }],
    // real seconds would be minutes of this clock
    agentTasks: { launch: { timeout: 'PT5M', lease: 'PT15M' } },
  });
  // the first one migrates the database, and the others need not wait for it
  await broker.startReplica();
  await Promise.all(
    Array.from({ length: replicas - 1 }, () => broker.startReplica()),
  );
  const beginAt = Math.round(world.now() + LEAD_MS * world.speed);
  await queueTasks(broker, { count: tasks, dueAt: beginAt });
  onBegin(beginAt);
  const giveUpAt = beginAt + optimumSeconds(tasks) * PATIENCE * 1_000;
  for (let left = tasks; left && world.now() < giveUpAt; ) {
    await new Promise(resolve => setTimeout(resolve, 250));
    const { rows: states } = await broker.sql.query(
      `select count(*)::int as left from agent_tasks where launch_state <> 'launched'`,
    );
    left = states[0].left;
  }
  await broker.stop();
  return beginAt;
}

function runPeer(world, { peer, file, tasks, beginAt }) {
  const child = world.fork(path.join(directory, 'peers', file), [
    world.api,
    tokenOf(loginOf(peer)),
    tasks,
    beginAt,
  ]);
  const patience = world.sleep(
    beginAt - world.now() + optimumSeconds(tasks) * PATIENCE * 1_000,
  );
  const exited = new Promise(resolve => child.once('exit', resolve));
  return { peer, beginAt, ended: Promise.race([exited, patience]) };
}

/** What GitHub saw of one account. */
async function collect(world, { who, login, tasks, beginAt }) {
  const creations = (await world.control('GET', '/requests')).filter(
    ({ user, method, path: url }) =>
      user === login && method === 'POST' && url.endsWith('/tasks'),
  );
  const created = creations.filter(({ status }) => status === 201);
  const seconds = (Math.max(...created.map(({ at }) => at)) - beginAt) / 1_000;
  const row = {
    tasks,
    who,
    launched: created.length,
    seconds: round(seconds),
    optimumSeconds: optimumSeconds(tasks),
    shareOfOptimum:
      created.length < tasks
        ? undefined
        : round((100 * optimumSeconds(tasks)) / seconds),
    rejected: creations.length - created.length,
    speed: world.speed,
  };
  rows.push(row);
  report('launch', row);
}
