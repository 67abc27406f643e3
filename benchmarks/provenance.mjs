/*
 * The documented questions of provenance over REST, among a million tasks, as a
 * ratio to the same question in bare SQL on the same server in the same run.
 *
 *   yarn bench provenance [--rows 1000000]
 */
import pg from 'pg';
import { withStack } from './lib/benchStack.mjs';
import { load, now, quantile, report, round, save } from './lib/measure.mjs';

const TASKS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = Number(process.argv[3] ?? 100);
const WARM_UP = Math.ceil(ROUNDS / 10);
const PAGE = 50;
/** Tasks are an hour's fraction apart, so that they span a year and more. */
const DAYS = 400;
const VERSIONS = 24;

const aMonth = `created_at >= now() - interval '70 days' and created_at < now() - interval '40 days'`;
const day = days => new Date(Date.now() - days * 86_400_000).toISOString();
const versionId = n => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const digest = n => `sha256:${String(n).padStart(64, '0')}`;

/** What docs/secure.md documents; `where` is the same in SQL. */
const questions = {
  everything: { query: {}, where: 'true' },
  'a template': {
    query: { template: 'agenttasktemplate:default/template-3' },
    where: `template_version_id in (select id from template_versions where template_ref = 'agenttasktemplate:default/template-3')`,
  },
  'a digest': {
    query: { digest: digest(5) },
    where: `template_version_id = '${versionId(5)}'`,
  },
  'a model': {
    query: { model: 'model-2' },
    where: `(model = 'model-2' or session_models && '{model-2}')`,
  },
  'an identity in a month': {
    query: { identity: 'benchmark-1', from: day(70), to: day(40) },
    where: `identity_id = 'benchmark-1' and ${aMonth}`,
  },
  'a month': { query: { from: day(70), to: day(40) }, where: aMonth },
  'a repository': {
    query: { repository: 'bench/service-42' },
    where: `lower(repository_owner) = 'bench' and lower(repository_name) = 'service-42'`,
  },
  'a custom agent': {
    query: { customAgent: 'agent-7' },
    where: `custom_agent = 'agent-7'`,
  },
  'a ticket': { query: { ticket: 'OPS-4242' }, where: `ticket = 'OPS-4242'` },
  'a pull request': {
    query: { pullRequest: 'bench/service-42#7' },
    where: `id in (select task_id from pull_requests where number = 7) and lower(repository_name) = 'service-42'`,
  },
  'a merge commit': {
    query: { commit: commitOf(4_242) },
    where: `id in (select task_id from pull_requests where merge_commit = '${commitOf(
      4_242,
    )}')`,
  },
};

function commitOf(n) {
  return n.toString(16).padStart(40, '0').split('').reverse().join('');
}

const insertVersions = `
insert into template_versions (id, template_ref, digest, version, title, content)
select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
  'agenttasktemplate:default/template-' || n % 12, 'sha256:' || lpad(n::text, 64, '0'),
  '1.' || n / 12 || '.0', 'Template ' || n % 12, '{}'
from generate_series(0, $1::int - 1) n`;

/** Seven in ten have a pull request, which half of them counts as merged. */
const insertTasks = `
insert into agent_tasks (
  id, request_digest, title, entity_ref, host, repository_owner, repository_name,
  repository_url, owner_ref, tier, template_ref, template_version_id, parameters,
  ticket, model, session_models, custom_agent, create_pull_request, prompt,
  prompt_digest, requested_by, source, decision, launch_state, agent_state, phase,
  phase_since, due_at, identity_id, attempt_number, credits_nano, pull_count,
  merged_count, created_at, updated_at)
select gen_random_uuid(), 'none', 'Change number ' || n,
  'component:default/service-' || n % 400, 'github.example', 'bench',
  'service-' || n % 400, 'https://github.example/bench/service-' || n % 400,
  'group:default/team-' || n % 40, (n % 3 + 1)::text,
  'agenttasktemplate:default/template-' || n % 12,
  ('00000000-0000-4000-8000-' || lpad((n % 24)::text, 12, '0'))::uuid, '{}',
  'OPS-' || n / 10, case when n % 2 = 0 then 'model-' || n % 5 end,
  array['model-' || n % 5], case when n % 100 = 0 then 'agent-' || n % 9 end,
  true, repeat('Make the change. ', 20), 'none', 'user:default/person-' || n % 200,
  'api', '{"result":"allow","reasons":[],"checks":[],"evaluatedAt":"2026-01-01T00:00:00Z"}',
  'launched', 'completed', case when n % 10 < 7 then 'done' else 'done-without-change' end,
  now(), now(), 'benchmark-' || n % 5, 1, 1500000000,
  (n % 10 < 7)::int, (n % 10 < 7 and n % 2 = 0)::int,
  now() - ($1::int - n) * ($2::int * interval '1 day') / $1::int, now()
from generate_series(1, $1::int) n`;

const insertPulls = `
insert into pull_requests (task_id, attempt_number, database_id, number, url,
  title, state, merged_at, merge_commit, read_at)
select id, 1, n::text, n / 400, repository_url || '/pull/' || n / 400, title,
  case when n % 2 = 0 then 'merged' else 'open' end,
  case when n % 2 = 0 then created_at + interval '1 day' end,
  case when n % 2 = 0 then reverse(lpad(to_hex(n), 40, '0')) end, now()
from (select *, replace(title, 'Change number ', '')::int as n from agent_tasks) t
where n % 10 < 7`;

await withStack(async stack => {
  const loadBefore = load();
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
  await client.connect();
  try {
    await client.query(insertVersions, [VERSIONS]);
    await client.query(insertTasks, [TASKS, DAYS]);
    await client.query(insertPulls);
    for (const table of ['agent_tasks', 'pull_requests', 'template_versions']) {
      await client.query(`vacuum analyze ${table}`);
    }

    const rows = [];
    for (const [question, { query, where }] of Object.entries(questions)) {
      const search = new URLSearchParams({ limit: String(PAGE), ...query });
      const rest = () => stack.call('GET', `/v1/provenance?${search}`);
      const sql = async () => {
        await client.query(countsOf(where));
        await client.query(pageOf(where));
      };
      const { counts } = await rest();
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
      const row = {
        question,
        found: counts.tasks,
        p50: figures(0.5),
        p99: figures(0.99),
      };
      rows.push(row);
      report(`provenance: ${question}`, { tasks: TASKS, page: PAGE, ...row });
    }
    save('provenance', { tasks: TASKS, rounds: ROUNDS, rows }, { loadBefore });
  } finally {
    await client.end();
  }
});

/** The same tables and columns, asked in the plainest way. */
function countsOf(where) {
  return `select count(*) as tasks,
      count(distinct (host, repository_owner, repository_name)) as repositories,
      sum(pull_count) as pulls, sum(merged_count) as merged,
      sum(credits_nano) as credits
    from agent_tasks where ${where}`;
}

function pageOf(where) {
  return `with page as (
      select id, title, host, repository_owner, repository_name, template_version_id,
        ticket, requested_by, identity_id, model, custom_agent, credits_nano, created_at, seq
      from agent_tasks where ${where}
      order by created_at desc, seq desc limit ${PAGE})
    select page.*, v.version, v.digest, p.number, p.url, p.state, p.merge_commit
    from page
    left join template_versions v on v.id = page.template_version_id
    left join pull_requests p on p.task_id = page.id
    order by page.created_at desc, page.seq desc`;
}
