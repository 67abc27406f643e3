/*
 * A page of 50 among 100,000 tasks over REST, as a ratio to the bare SQL that
 * answers the same question on the same server in the same run.
 */
import pg from 'pg';
import { withStack } from './lib/benchStack.mjs';
import { load, now, quantile, report, round, save } from './lib/measure.mjs';

const TASKS = 100_000;
const PAGE = 50;
const ROUNDS = 300;
const WARM_UP = 30;

const questions = {
  newest: { query: '', where: 'true' },
  'one owner, one phase': {
    query: '&owner=group:default/team-7&phase=failed',
    where: `owner_ref = 'group:default/team-7' and phase = 'failed'`,
  },
  'one component': {
    query: '&entityRef=component:default/service-42',
    where: `entity_ref = 'component:default/service-42'`,
  },
  'words in the title': {
    query: '&text=number%2099',
    where: `t.title ilike '%number 99%'`,
  },
};

const insertTasks = `
insert into agent_tasks (
  id, request_digest, title, entity_ref, host, repository_owner, repository_name,
  repository_url, owner_ref, tier, template_ref, parameters, create_pull_request,
  prompt, prompt_digest, requested_by, source, decision, launch_state, agent_state,
  phase, phase_since, due_at, created_at, updated_at)
select gen_random_uuid(), 'none', 'Change number ' || n,
  'component:default/service-' || n % 400, 'github.example', 'bench',
  'service-' || n % 400, 'https://github.example/bench/service-' || n % 400,
  'group:default/team-' || n % 40, (n % 3 + 1)::text,
  'agenttasktemplate:default/template-' || n % 12, '{}', true,
  repeat('Make the change. ', 100), 'none', 'user:default/person-' || n % 200,
  'api', '{"result":"allow","reasons":[],"checks":[],"evaluatedAt":"2026-01-01T00:00:00Z"}',
  'launched', case when n % 10 = 0 then 'failed' else 'completed' end,
  case when n % 10 = 0 then 'failed' else 'done-without-change' end,
  now() - n * interval '1 minute', now(), now() - n * interval '1 minute', now()
from generate_series(1, $1::int) n`;

const loadBefore = load();
const rows = [];
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
  // the server ends before its clients where a run is broken off
  client.on('error', () => {});
  await client.connect();
  await client.query(insertTasks, [TASKS]);
  await client.query('vacuum analyze agent_tasks');

  for (const [question, { query, where }] of Object.entries(questions)) {
    const rest = () => stack.call('GET', `/v1/tasks?limit=${PAGE}${query}`);
    // what the page shows: its rows, their pull requests, and how many there are
    const sql = async () => {
      await client.query(
        `select t.*, p.* from agent_tasks t
         left join lateral (select * from pull_requests p where p.task_id = t.id order by attempt_number desc limit 1) p on true
         where ${where} order by t.created_at desc, t.seq desc limit ${PAGE}`,
      );
      await client.query(`select count(*) from agent_tasks t where ${where}`);
    };
    const times = { rest: [], sql: [] };
    for (let i = 0; i < WARM_UP + ROUNDS; i++) {
      for (const [name, run] of Object.entries({ rest, sql })) {
        const at = now();
        await run();
        if (i >= WARM_UP) times[name].push(now() - at);
      }
    }
    const figures = p => ({
      restMs: round(quantile(times.rest, p)),
      sqlMs: round(quantile(times.sql, p)),
      ratio: round(quantile(times.rest, p) / quantile(times.sql, p), 2),
    });
    const row = { question, p50: figures(0.5), p99: figures(0.99) };
    rows.push(row);
    report('list page', { tasks: TASKS, page: PAGE, ...row });
  }
  await client.end();
});
save('list', { tasks: TASKS, page: PAGE, rows }, { loadBefore });
