/*
 * A race of launches: each contender with an account of its own, all at the
 * same time on one clock, and what GitHub saw of each.
 */
import path from 'node:path';
import { root } from '../../scripts/stack/layout.mjs';
import { Broker } from './Broker.mjs';
import { report, round } from './measure.mjs';
import { optimumSeconds } from './optimum.mjs';
import { seedOf, tokenOf } from './seed.mjs';
import { queueTasks, repositories } from './tasks.mjs';
import { withWorld } from './World.mjs';

/** Before the first task is due, for everybody to be ready. */
const LEAD_MS = 2_000;
/** Whoever needs longer than this, as a multiple of the optimum, is broken off. */
const PATIENCE = 4;

/**
 * Runs a race.
 *
 * @param {{ tasks: number, speed: number, repositories?: string[] }} run
 * @param {{ who: string, login: string, replicas?: number, file?: string,
 *   queue?: (broker: Broker, tasks: object) => Promise<void> }[]} contenders -
 *   brokers with `replicas`, and how they get their tasks; peers with the
 *   `file` of their program
 * @returns a row for each
 */
export async function launchRace(run, contenders) {
  const { tasks, speed } = run;
  const logins = contenders.map(({ login }) => login);
  const seed = seedOf({ logins, repositories, ...run });
  const rows = [];
  await withWorld({ speed, seed }, async world => {
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
          ? launchWithBroker(world, broker, { ...times, ...contender })
          : launchWithPeer(world, contender, times));
        rows.push(await collect(world, contender, times));
      }),
    );
  });
  return rows;
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

async function launchWithBroker(world, broker, options) {
  const { tasks, beginAt, giveUpAt, queue = queueTasks } = options;
  await queue(broker, { count: tasks, dueAt: beginAt });
  for (let left = tasks; left && world.now() < giveUpAt; ) {
    await new Promise(resolve => setTimeout(resolve, 500));
    const { rows: states } = await broker.sql.query(
      `select count(*)::int as launched from agent_tasks where launch_state = 'launched'`,
    );
    left = tasks - states[0].launched;
  }
  await broker.stop();
}

async function launchWithPeer(world, peer, { tasks, beginAt, giveUpAt }) {
  const child = world.fork(path.join(root, 'benchmarks/peers', peer.file), [
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
  report('launch', row);
  return row;
}
