/*
 * The audit trail with five million events on PostgreSQL: the documented
 * queries over REST as a ratio to the same query as bare SQL, and how many
 * events a second are sealed, verified and exported.
 *
 *   yarn bench audit [--rows 5000000]
 */
import pg from 'pg';
import { withStack } from './lib/benchStack.mjs';
import { load, now, quantile, report, round, save } from './lib/measure.mjs';

const ROWS = Number(process.argv[2] ?? 5_000_000);
const CHUNK = 250_000;
const PAGE = 50;
const ROUNDS = 200;
const WARM_UP = 20;
/** Events a request of the check; a page asks for as many. */
const STRETCH = 250_000;

const loadBefore = load();
const middle = Math.floor(ROWS / 2);
const day = n => `now() - ${ROWS - n} * interval '6 seconds'`;

/** Each filter of the contract, and the joins of some that people ask for. */
const questions = {
  newest: { query: {}, where: 'true' },
  'one person': {
    query: { actor: 'user:default/person-7' },
    where: `actor = 'user:default/person-7'`,
  },
  'on behalf of one person': {
    query: { onBehalfOf: 'user:default/person-7' },
    where: `on_behalf_of = 'user:default/person-7'`,
  },
  'one action': {
    query: { action: 'task.withdraw' },
    where: `action = 'task.withdraw'`,
  },
  'all refusals': {
    query: { result: 'refused' },
    where: `result = 'refused'`,
  },
  'one task': {
    query: { taskId: uuidOf(Math.floor(middle / 5)) },
    where: `task_id = '${uuidOf(Math.floor(middle / 5))}'`,
  },
  'one component': {
    query: { entityRef: 'component:default/service-42' },
    where: `entity_ref = 'component:default/service-42'`,
  },
  'one repository': {
    query: { repository: 'bench/service-42' },
    where: `lower(substr(repository, strpos(repository, '/') + 1)) = 'bench/service-42' and repository is not null`,
  },
  'one template version': {
    query: { templateDigest: 'sha256:17' },
    where: `template_digest = 'sha256:17'`,
  },
  'one ticket': {
    query: { ticket: 'CHG-4711' },
    where: `ticket = 'CHG-4711'`,
  },
  'one identity': {
    query: { identity: 'agents-7' },
    where: `identity_id = 'agents-7'`,
  },
  'a week in the past': { week: true, query: {}, where: 'true' },
  'refusals of a person in that week': {
    week: true,
    query: { actor: 'user:default/person-7', result: 'refused' },
    where: `actor = 'user:default/person-7' and result = 'refused'`,
  },
};

const insertEvents = `
insert into audit_events (
  at, action, actor, on_behalf_of, request_id, result, task_id, entity_ref,
  repository, template_digest, ticket, identity_id, before, after, details)
select now() - ($3::int - n) * interval '6 seconds',
  (array['task.submit', 'task.launch', 'task.launched', 'task.follow', case when n % 100 = 0 then 'task.withdraw' else 'task.follow' end])[n % 5 + 1],
  case n % 5 when 0 then 'user:default/person-' || n / 5 % 2000
    when 3 then 'github' else 'plugin:agent-tasks' end,
  case when n % 5 > 0 then 'user:default/person-' || n / 5 % 2000 end,
  'request-' || n,
  case when n % 25 = 0 then 'refused' else 'allowed' end,
  ('00000000-0000-4000-8000-' || lpad((n / 5)::text, 12, '0'))::uuid,
  'component:default/service-' || n / 5 % 5000,
  'github.com/bench/service-' || n / 5 % 5000,
  'sha256:' || n / 5 % 200,
  'CHG-' || n / 5 % 50000,
  case when n % 5 > 0 then 'agents-' || n / 5 % 100 end,
  case when n % 5 > 0 then '{"launchState":"queued","phase":"queued","attempt":0}'::jsonb end,
  '{"launchState":"launching","phase":"launching","attempt":1}',
  jsonb_build_object('promptDigest', 'sha256:' || md5(n::text) || md5(n::text),
    'decision', jsonb_build_object('result', 'allow', 'reasons', '[]'::jsonb,
      'evaluatedAt', '2026-01-01T00:00:00.000Z',
      'checks', '[{"id":"repository","result":"allow"},{"id":"ticket","result":"allow"}]'::jsonb))
from generate_series($1::int, $2::int) n order by n`;

await withStack(async stack => {
  const { env } = await stack.startPostgres();
  await stack.startSimulator({ repositories: ['idle'] });
  await stack.startBackend();
  const client = new pg.Client({
    host: env.POSTGRES_HOST,
    port: Number(env.POSTGRES_PORT),
    user: env.POSTGRES_USER,
    password: env.POSTGRES_PASSWORD,
    database: 'backstage_plugin_agent-tasks',
  });
  // said by the query that is under way
  client.on('error', () => undefined);
  await client.connect();

  const sealPerSecond = await fill(client);
  const rows = [];
  const { rows: times } = await client.query(
    `select ${day(middle)} as from_at, ${day(
      middle,
    )} + interval '7 days' as to_at`,
  );
  const from = times[0].from_at.toISOString();
  const to = times[0].to_at.toISOString();
  for (const [question, { week, query, where }] of Object.entries(questions)) {
    const search = new URLSearchParams({
      limit: String(PAGE),
      ...query,
      ...(week && { from, to }),
    });
    const range = week ? ` and at >= '${from}' and at < '${to}'` : '';
    const measured = { rest: [], sql: [] };
    const asked = {
      rest: () => stack.call('GET', `/v1/audit-events?${search}`),
      sql: () =>
        client.query(
          `select * from audit_events where ${where}${range}
           order by at desc, id desc limit ${PAGE + 1}`,
        ),
    };
    for (let i = 0; i < WARM_UP + ROUNDS; i++) {
      for (const [name, run] of Object.entries(asked)) {
        const at = now();
        await run();
        if (i >= WARM_UP) measured[name].push(now() - at);
      }
    }
    const figures = p => ({
      restMs: round(quantile(measured.rest, p)),
      sqlMs: round(quantile(measured.sql, p)),
      ratio: round(quantile(measured.rest, p) / quantile(measured.sql, p), 2),
    });
    const row = { question, p50: figures(0.5), p99: figures(0.99) };
    rows.push(row);
    report(`audit: ${question}`, { events: ROWS, page: PAGE, ...row });
  }

  const verify = await verifyAll(stack);
  const exported = await exportAll(stack);
  const totals = {
    events: ROWS,
    sealPerSecond,
    verifyPerSecond: round(verify, 0),
    exportPerSecond: round(exported, 0),
  };
  report('audit: the chain', totals);
  save('audit', { ...totals, page: PAGE, rows }, { loadBefore });
  await client.end();
});

/** Events in the shape and the mixture of a busy portal, sealed by the broker. */
async function fill(client) {
  // a year's events come one by one; for the benchmark their indexes come last
  const { rows: indexes } = await client.query(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename = 'audit_events'
       and indexname not in ('audit_events_pkey', 'audit_events_position_idx', 'audit_events_unsealed_idx')`,
  );
  for (const { name } of indexes) {
    await client.query(`drop index "${name}"`);
  }
  const startedAt = now();
  for (let first = 1; first <= ROWS; first += CHUNK) {
    await client.query(insertEvents, [
      first,
      Math.min(first + CHUNK - 1, ROWS),
      ROWS,
    ]);
  }
  const insertedAt = now();
  const sealed = async () => {
    const { rows } = await client.query('select position from audit_chain');
    return Number(rows[0].position);
  };
  const before = await sealed();
  for (let position = before; position < ROWS; position = await sealed()) {
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  const sealPerSecond = round(
    ((ROWS - before) * 1_000) / (now() - insertedAt),
    0,
  );
  console.error(
    `${ROWS} events inserted in ${round((insertedAt - startedAt) / 1_000)} s`,
  );
  for (const { definition } of indexes) {
    await client.query(definition);
  }
  await client.query('vacuum analyze audit_events');
  return sealPerSecond;
}

async function verifyAll(stack) {
  const at = now();
  let events = 0;
  let after = 0;
  for (;;) {
    const answer = await stack.call(
      'GET',
      `/v1/audit-events/verify?limit=${STRETCH}&after=${after}`,
    );
    if (!answer.valid) {
      throw new Error(`The trail is broken: ${JSON.stringify(answer.broken)}`);
    }
    events += answer.checked.events;
    after = answer.checked.until;
    if (answer.complete) {
      return (events * 1_000) / (now() - at);
    }
  }
}

async function exportAll(stack) {
  const at = now();
  const body = await stack.stream('/v1/audit-events/export');
  let lines = 0;
  for await (const part of body) {
    for (const byte of part) {
      lines += byte === 10 ? 1 : 0;
    }
  }
  return ((lines - 1) * 1_000) / (now() - at);
}

function uuidOf(number) {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
