/*
 * The keeper of waits over many tasks. Run with Backstage's loader, since the
 * product is TypeScript; answers as a message.
 *
 *   measureEscalation CONNECTION_JSON
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { now, quantile, round } from './measure.mjs';

const TASKS = 100_000;
/** Ended ones, which must not be looked at. */
const ENDED = 200_000;
const ROUNDS = 7;
const OVERDUE = 2_000;

const require = createRequire(import.meta.url);
const backend = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../plugins/agent-tasks-backend',
);
const load = file => require(path.join(backend, 'src', file));
const { EscalationKeeper } = load('escalation/EscalationKeeper');

const knex = require('knex')({
  client: 'pg',
  connection: JSON.parse(process.argv[2]),
  pool: { min: 0, max: 4 },
});
await knex.migrate.latest({ directory: path.join(backend, 'migrations') });
await knex.raw(
  `insert into agent_tasks (id, request_digest, title, entity_ref, host,
     repository_owner, repository_name, repository_url, owner_ref, tier,
     parameters, create_pull_request, prompt, prompt_digest, requested_by,
     source, decision, launch_state, agent_state, pull_state, phase,
     attempt_number, phase_since, due_at)
   select gen_random_uuid(), 'sha256:0', 'Task ' || n,
     'component:default/c' || n % 4000, 'github.com', 'acme', 'r' || n % 4000,
     'https://github.com/acme/r' || n % 4000, 'group:default/g' || n % 200,
     (n % 3 + 1)::text, '{}', true, repeat('Migrate. ', 100), 'sha256:0',
     'user:default/u' || n % 500, 'portal', '{}', 'launched',
     case when n % 2 = 0 then 'completed' else 'in_progress' end,
     case when n % 2 = 0 then 'open' end,
     case when n > :tasks then 'done' when n % 2 = 0 then 'in-review' else 'running' end,
     1, clock_timestamp() - interval '1 hour', clock_timestamp()
   from generate_series(1, :all::int) n`,
  { tasks: TASKS, all: TASKS + ENDED },
);
await knex.raw(
  `insert into pull_requests (task_id, attempt_number, database_id, number,
     state, is_draft, checks, review_decision, mergeable, requested_reviewers)
   select id, 1, seq::text, 1, 'open', false, 'success', 'review-required',
     'mergeable', '["somebody"]'
   from agent_tasks where phase = 'in-review'`,
);
await knex.raw('vacuum analyze');

const keeper = EscalationKeeper.create({
  knex,
  logger: { debug() {}, info() {}, warn: console.warn, error: console.error },
  config: {
    enabled: true,
    levels: {},
    tiers: {},
    ladder: { parentGroupsMs: 1, onCallMs: 2, adminsMs: 3 },
    digestAbove: 5,
  },
  responsibles: {
    find: async task => ({
      owner: [task.owner_ref],
      'parent-groups': [],
      'on-call': [],
      admins: [],
    }),
  },
});

const timed = async work => {
  const from = now();
  await work();
  return now() - from;
};
const firstMs = await timed(() => keeper.refresh());
const sqlMs = [];
const refreshMs = [];
for (let round = 0; round < ROUNDS; round++) {
  sqlMs.push(
    await timed(async () => {
      await knex.raw(
        `select t.id, t.title, t.entity_ref, t.owner_ref, t.requested_by,
           t.tier, t.phase, t.phase_since, t.template_version_id, t.held,
           t.agent_state, t.attempt_number, w.*
         from agent_tasks t
         left join task_waits w on w.task_id = t.id
         where t.phase not in ('done', 'done-without-change', 'withdrawn')`,
      );
      await knex.raw(
        `select task_id, attempt_number, number, state, is_draft, checks,
           review_decision, mergeable, workflows_waiting, requested_reviewers,
           reviews
         from pull_requests`,
      );
    }),
  );
  refreshMs.push(await timed(() => keeper.refresh()));
}
await knex.raw(
  `update task_waits set due_at = clock_timestamp() where task_id in (select task_id from task_waits limit ?)`,
  [OVERDUE],
);
const tellMs = await timed(async () => {
  while (await keeper.escalate());
});
process.send(
  {
    type: 'result',
    result: {
      tasks: TASKS,
      firstSeconds: round(firstMs / 1_000, 2),
      refreshSeconds: round(quantile(refreshMs, 0.5) / 1_000, 2),
      sqlSeconds: round(quantile(sqlMs, 0.5) / 1_000, 2),
      ratio: round(quantile(refreshMs, 0.5) / quantile(sqlMs, 0.5), 2),
      told: OVERDUE,
      toldPerSecond: Math.round(OVERDUE / (tellMs / 1_000)),
    },
  },
  () => process.exit(0),
);
