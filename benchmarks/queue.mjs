/*
 * A hundred thousand queued tasks: what they cost to take in, to admit and to
 * keep, next to a broker that has nothing to do; what readings cost together
 * and one by one; and how long after `kill -9` another replica takes over.
 *
 *   yarn bench queue
 */
import { fork } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { root } from '../scripts/stack/layout.mjs';
import { Broker } from './lib/Broker.mjs';
import { load, report, round, save } from './lib/measure.mjs';
import { queueTasks, repositories } from './lib/tasks.mjs';
import { seedOf, tokenOf } from './lib/seed.mjs';
import { withWorld } from './lib/World.mjs';

const QUEUED = 100_000;
const SETTLING_MS = 10_000;
const IDLE_MS = 40_000;
const BUSY_MS = 20_000;
const IN_LAUNCH = 20;
/** What a process clock counts, on every Linux. */
const TICKS_PER_SECOND = 100;

const require = createRequire(import.meta.url);
const loadBefore = load();
const result = {};
const logins = ['busy', 'idle-0', 'idle-1'];
await withWorld(
  { speed: 1, seed: seedOf({ logins, repositories }) },
  async world => {
    result.engine = await measureEngine(world);
    for (const [what, figures] of Object.entries(result.engine)) {
      report(`queue: ${what}`, figures);
    }
    const broker = await Broker.create(world, 'queue', {
      identities: logins.map(login => ({
        id: login,
        token: tokenOf(login),
        repositories: [login === 'busy' ? 'bench/*' : 'bench/none'],
      })),
      agentTasks: { launch: { timeout: 'PT5S', lease: 'PT10S' } },
    });
    const first = await broker.startReplica();
    await sleep(SETTLING_MS);
    result.idle = await measureIdle(world, broker, first);
    report('queue: an idle replica', result.idle);

    const idleMiB = memoryMiB(first);
    await queueTasks(broker, { count: QUEUED, dueAt: Date.now() });
    await sleep(BUSY_MS);
    result.memory = {
      queued: QUEUED,
      idleMiB: round(idleMiB),
      withQueueMiB: round(memoryMiB(first)),
      moreMiB: round(memoryMiB(first) - idleMiB),
    };
    report('queue: memory', result.memory);
    await broker.kill(first);
    await broker.stop();

    result.takeover = await measureTakeover(world);
    report('queue: takeover after kill -9', result.takeover);
  },
);
save('queue', result, { loadBefore });

async function measureEngine(world) {
  const connection = {
    host: world.postgres.env.POSTGRES_HOST,
    port: world.postgres.port,
    user: world.postgres.env.POSTGRES_USER,
    password: world.postgres.env.POSTGRES_PASSWORD,
    database: 'engine',
  };
  const admin = new pg.Client({ ...connection, database: 'postgres' });
  await admin.connect();
  await admin.query('create database engine');
  await admin.end();
  const child = fork(
    path.join(root, 'benchmarks/lib/measureEngine.mjs'),
    [JSON.stringify(connection)],
    {
      cwd: path.join(root, 'packages/backend'),
      execArgv: [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
      ],
    },
  );
  world.stack.signal.addEventListener('abort', () => child.kill('SIGKILL'));
  return await new Promise((resolve, reject) => {
    // Backstage's loader sends messages of its own
    child.on('message', message => {
      if (message.type === 'result') {
        resolve(message.result);
      }
    });
    child.once('exit', code =>
      reject(new Error(`Measuring the engine ended with ${code}`)),
    );
  });
}

async function measureIdle(world, broker, replica) {
  const read = async () => {
    const { rows } = await broker.sql.query(
      `select sum(xact_commit + xact_rollback)::int as count
       from pg_stat_database where datname = current_database()`,
    );
    return {
      transactions: rows[0].count,
      cpuSeconds: cpuSeconds(replica),
      requests: (await world.control('GET', '/requests')).length,
      at: Date.now(),
    };
  };
  const before = await read();
  await sleep(IDLE_MS);
  const after = await read();
  const minutes = (after.at - before.at) / 60_000;
  return {
    transactionsPerMinute: round(
      (after.transactions - before.transactions) / minutes,
    ),
    cpuPercent: round(
      (100 * (after.cpuSeconds - before.cpuSeconds)) / (minutes * 60),
      2,
    ),
    requestsPerMinuteAndIdentity: round(
      (after.requests - before.requests) / minutes / logins.length,
      2,
    ),
  };
}

/** Two replicas in the middle of launches that GitHub does not answer. */
async function measureTakeover(world) {
  const broker = await Broker.create(world, 'takeover', {
    identities: [{ id: 'busy', token: tokenOf('busy') }],
    agentTasks: { launch: { timeout: 'PT5S', lease: 'PT10S' } },
  });
  const victim = await broker.startReplica();
  await world.control('POST', '/faults', {
    match: { method: 'POST', path: '/tasks$' },
    effect: { type: 'hang' },
  });
  const launching = async () => {
    const { rows } = await broker.sql.query(
      `select count(*)::int as count from agent_tasks where launch_state = 'launching'`,
    );
    return rows[0].count;
  };
  // the other one is there, and has none of these launches
  const other = await broker.startReplica();
  process.kill(other.service.pid, 'SIGSTOP');
  await queueTasks(broker, { count: IN_LAUNCH, dueAt: Date.now() });
  while ((await launching()) < IN_LAUNCH) {
    await sleep(20);
  }
  process.kill(other.service.pid, 'SIGCONT');
  await broker.kill(victim);
  const killedAt = Date.now();
  while (await launching()) {
    await sleep(20);
  }
  const seconds = round((Date.now() - killedAt) / 1_000);
  await broker.stop();
  return { launches: IN_LAUNCH, leaseSeconds: 10, seconds };
}

/** Of the process itself, both in user and in kernel mode. */
function cpuSeconds({ service }) {
  const fields = fs
    .readFileSync(`/proc/${service.pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function memoryMiB({ service }) {
  const [, kib] = /^VmRSS:\s+(\d+)/m.exec(
    fs.readFileSync(`/proc/${service.pid}/status`, 'utf8'),
  );
  return Number(kib) / 1_024;
}

function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
