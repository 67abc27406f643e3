/*
 * The engine's transactions, called as the product calls them, on a database
 * that holds 100,000 queued tasks. Run with Backstage's loader, since the
 * product is TypeScript; answers as a message.
 *
 *   measureEngine CONNECTION_JSON
 */
import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { now, quantile, round } from './measure.mjs';

const QUEUED = 100_000;
const AT_ONCE = 10_000;
const CHUNK = 2_500;
const SINGLY = 300;
const ADMISSIONS = 400;
const WARM_UP = 20;
const IDENTITIES = 10;
const READINGS = 1_000;
const BATCH = 100;
const HOST = 'github.example';
const HOUR_MS = 3_600_000;

const require = createRequire(import.meta.url);
const backend = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../plugins/agent-tasks-backend',
);
const load = file => require(path.join(backend, 'src', file));
const { Admission } = load('admission/Admission');
const { IdentityRegistry } = load('identities/IdentityRegistry');
const { LaunchQueue } = load('queue/LaunchQueue');
const operations = 'database/operations';
const { appendAudit } = load(`${operations}/audit/appendAudit`);
const { applyReadings } = load(`${operations}/readings/applyReadings`);
const { enqueueTaskChanged } = load(`${operations}/outbox/enqueueTaskChanged`);
const { insertTask } = load(`${operations}/tasks/insertTask`);
const { appendTimeline } = load(`${operations}/timeline/appendTimeline`);

const knex = require('knex')({
  client: 'pg',
  connection: JSON.parse(process.argv[2]),
  pool: { min: 0, max: 10 },
});
const logger = {
  debug() {},
  info() {},
  warn: console.warn,
  error: console.error,
};
await knex.migrate.latest({ directory: path.join(backend, 'migrations') });

const result = {
  enqueue: await measureEnqueue(),
  admission: await measureAdmission(),
  readings: await measureReadings(),
};
await knex.destroy();
process.send({ type: 'result', result }, () => process.exit(0));

/** Half of all work is one team's, the rest is shared by six. */
function taskOf(n) {
  const team =
    Math.floor(n / 20) % 2 ? 'flood' : `team-${Math.floor(n / 40) % 6}`;
  return {
    id: randomUUID(),
    request_digest: 'sha256:0',
    title: `Change number ${n}`,
    host: HOST,
    repository_owner: 'bench',
    repository_name: `r-${n % 20}`,
    repository_url: `https://${HOST}/bench/r-${n % 20}`,
    owner_ref: `group:default/${team}`,
    create_pull_request: true,
    prompt: `Change number ${n}.`,
    prompt_digest: 'sha256:1',
    requested_by: 'user:default/ada',
    source: 'api',
    launch_state: 'queued',
    phase: 'queued',
    parameters: {},
    decision: {
      result: 'allow',
      reasons: [],
      checks: [],
      evaluatedAt: '2026-01-01T00:00:00Z',
    },
  };
}

function factsOf(task) {
  return {
    audit: {
      action: 'task.submit',
      actor: task.requested_by,
      result: 'allowed',
      task_id: task.id,
      details: { promptDigest: task.prompt_digest },
    },
    timeline: {
      task_id: task.id,
      kind: 'requested',
      actor: task.requested_by,
      data: {},
    },
    outbox: {
      kind: 'task-changed',
      task_id: task.id,
      payload: { phase: 'queued' },
    },
  };
}

/** Rows as one parameter: a thousand bound values cost more than their rows. */
async function insertMany(tx, table, rows) {
  const columns = Object.keys(rows[0]).join(', ');
  await tx.raw(
    `insert into ${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::${table}, ?)`,
    [JSON.stringify(rows)],
  );
}

/** The same rows out of the server's own memory: what the tables cost alone. */
async function measureBareSql(from, count) {
  await knex.raw('drop table if exists given');
  await knex.raw(
    `create unlogged table given as select * from agent_tasks
     where seq > ? and seq <= ?`,
    [from, from + count],
  );
  const columns = Object.keys(taskOf(0)).concat('due_at', 'phase_since');
  const given = columns.filter(column => column !== 'id').join(', ');
  const startedAt = now();
  await knex.transaction(async tx => {
    await tx.raw(
      `insert into agent_tasks (id, ${given}) select gen_random_uuid(), ${given} from given`,
    );
    await tx.raw(
      `insert into audit_events (action, actor, result, task_id, details)
       select 'task.submit', requested_by, 'allowed', id, '{}' from given`,
    );
    await tx.raw(
      `insert into task_timeline (task_id, kind, actor, data)
       select id, 'requested', requested_by, '{}' from given`,
    );
    await tx.raw(
      `insert into outbox (kind, task_id, payload)
       select 'task-changed', id, '{}' from given`,
    );
  });
  const tookMs = now() - startedAt;
  await knex.raw('drop table given');
  return tookMs;
}

/** Tasks with audit, timeline and outbox: many a statement, and one by one. */
async function measureEnqueue() {
  const many = async (from, count) => {
    const startedAt = now();
    await knex.transaction(async tx => {
      for (let n = from; n < from + count; n += CHUNK) {
        const tasks = Array.from({ length: CHUNK }, (_, i) => taskOf(n + i));
        const facts = tasks.map(factsOf);
        const at = new Date();
        await insertMany(
          tx,
          'agent_tasks',
          tasks.map(task => ({ ...task, due_at: at, phase_since: at })),
        );
        await insertMany(
          tx,
          'audit_events',
          facts.map(({ audit }) => audit),
        );
        await insertMany(
          tx,
          'task_timeline',
          facts.map(({ timeline }) => timeline),
        );
        await insertMany(
          tx,
          'outbox',
          facts.map(({ outbox }) => outbox),
        );
      }
    });
    return now() - startedAt;
  };
  const times = [];
  for (let from = 0; from < QUEUED; from += AT_ONCE) {
    times.push(await many(from, AT_ONCE));
  }
  const bareMs = await measureBareSql(QUEUED - AT_ONCE, AT_ONCE);
  const startedAt = now();
  await knex.transaction(async tx => {
    for (let n = 0; n < SINGLY; n++) {
      const task = await insertTask(tx, taskOf(n));
      const { audit } = factsOf(task);
      await appendAudit(tx, audit);
      await appendTimeline(tx, {
        taskId: task.id,
        kind: 'requested',
        actor: task.requested_by,
      });
      await enqueueTaskChanged(tx, task);
    }
  });
  const singly = ((now() - startedAt) / SINGLY) * AT_ONCE;
  return {
    tasks: AT_ONCE,
    oneTransactionMs: round(quantile(times, 0.5)),
    slowestMs: round(Math.max(...times)),
    bareSqlMs: round(bareMs),
    ratioToBareSql: round(quantile(times, 0.5) / bareMs, 2),
    oneByOneMs: round(singly),
    ratio: round(singly / quantile(times, 0.5)),
  };
}

/** One transaction an identity, with the jobs, until many were admitted. */
async function measureAdmission() {
  await knex.raw('vacuum analyze agent_tasks');
  const queue = LaunchQueue.create({ knex, logger });
  await queue.start();
  const limits = {
    creationsPerMinute: 80,
    creationsPerHour: 500,
    concurrentLaunches: 20,
    pointsPerMinute: 900,
  };
  const admissions = Array.from({ length: IDENTITIES }, (_, i) =>
    Admission.create({
      knex,
      queue,
      identities: IdentityRegistry.create({
        config: {
          identities: [
            {
              id: `identity-${i}`,
              host: HOST,
              apiBaseUrl: `https://${HOST}/api/v3`,
              token: 'ghp_benchmark',
              repositories: [`bench/r-${i}`, `bench/r-${i + 10}`],
              limits,
            },
          ],
        },
      }),
    }),
  );
  await knex('identity_states').insert(
    admissions.map((_, i) => ({ identity_id: `identity-${i}` })),
  );
  const times = [];
  let admitted = 0;
  for (let i = 0; i < WARM_UP + ADMISSIONS; i++) {
    const at = now();
    const result = await admissions[i % IDENTITIES].run();
    if (i >= WARM_UP) {
      times.push(now() - at);
    }
    admitted += result.admitted;
    // as if all had been launched long ago: the windows are open again
    await knex.raw(
      `with place as (
         update launch_ledger set sent_at = clock_timestamp() - interval '61 minutes'
         where sent_at is null returning task_id)
       update agent_tasks set launch_state = 'launched', settled_at = clock_timestamp()
       where id in (select task_id from place)`,
    );
  }
  const shares = (
    await knex('launch_ledger')
      .select('fairness_key')
      .count('* as count')
      .groupBy('fairness_key')
  ).map(({ count }) => Number(count));
  const sum = shares.reduce((a, b) => a + b, 0);
  await queue.stop(1_000);
  return {
    queued: QUEUED,
    identities: IDENTITIES,
    admitted,
    p50Ms: round(quantile(times, 0.5)),
    p99Ms: round(quantile(times, 0.99)),
    owners: shares.length,
    jain: round(
      sum ** 2 / (shares.length * shares.reduce((a, b) => a + b * b, 0)),
      3,
    ),
  };
}

/** What a sweep brings, written together and one by one. */
async function measureReadings() {
  const ids = Array.from({ length: READINGS }, (_, i) => `reading-${i}`);
  const launched = (
    await knex('agent_tasks')
      .select('id')
      .where('launch_state', 'queued')
      .whereNull('admitted_at')
      .limit(READINGS)
  ).map(({ id }) => id);
  await knex.raw(
    `update agent_tasks task set launch_state = 'launched', agent_state = 'queued',
       phase = 'running', attempt_number = 1, identity_id = 'identity-0',
       launched_at = clock_timestamp(), github_task_id = given.github
     from unnest(?::uuid[], ?::text[]) as given(id, github) where task.id = given.id`,
    [launched, ids],
  );
  let updatedAt = Date.now() - HOUR_MS;
  const states = ['in_progress', 'queued'];
  const write = async (chunks, state) => {
    updatedAt += 1_000;
    const readings = chunks.map(chunk =>
      chunk.map(id => ({
        id,
        state,
        rawState: state,
        createdAt: new Date(updatedAt - HOUR_MS),
        updatedAt: new Date(updatedAt),
        pulls: [],
        branches: [],
      })),
    );
    const startedAt = now();
    for (const chunk of readings) {
      await knex.transaction(tx =>
        applyReadings(tx, {
          readings: chunk,
          now: new Date(),
          silentAfterMs: HOUR_MS,
        }),
      );
    }
    return (now() - startedAt) / chunks.flat().length;
  };
  const inBatches = Array.from({ length: READINGS / BATCH }, (_, i) =>
    ids.slice(i * BATCH, (i + 1) * BATCH),
  );
  const oneByOne = ids.slice(0, SINGLY).map(id => [id]);
  const times = { batches: [], singly: [] };
  // the first round warms up
  for (let round_ = 0; round_ < 4; round_++) {
    const batches = await write(inBatches, states[round_ % 2]);
    const singly = await write(oneByOne, states[(round_ + 1) % 2]);
    if (round_) {
      times.batches.push(batches);
      times.singly.push(singly);
    }
  }
  const perReading = {
    batches: quantile(times.batches, 0.5),
    singly: quantile(times.singly, 0.5),
  };
  return {
    batch: BATCH,
    batchMsPerReading: round(perReading.batches, 3),
    singleMsPerReading: round(perReading.singly, 3),
    ratio: round(perReading.singly / perReading.batches),
  };
}
