/* Tasks as the service stores them, many at once. */

/** `$1` how many, `$2` the host, `$3` due at, `$4` how many went before. */
const insertQueued = `
insert into agent_tasks (
  id, request_digest, title, host, repository_owner, repository_name,
  repository_url, owner_ref, parameters, create_pull_request, prompt,
  prompt_digest, requested_by, source, decision, launch_state, phase,
  phase_since, due_at, created_at, updated_at)
select gen_random_uuid(), 'sha256:0', 'Change number ' || n, $2::text, 'bench',
  'r-' || n % 20, 'http://' || $2::text || '/bench/r-' || n % 20,
  'group:default/team-' || n % 7, '{}', true, 'Change number ' || n || '.',
  'sha256:1', 'user:default/person-' || n % 40, 'api',
  '{"result":"allow","reasons":[],"checks":[],"evaluatedAt":"2026-01-01T00:00:00Z"}',
  'queued', 'queued', clock_timestamp(), to_timestamp($3::float8 / 1000),
  clock_timestamp(), clock_timestamp()
from generate_series($4::int + 1, $4::int + $1::int) n`;

/** The repositories that the tasks are for. */
export const repositories = Array.from({ length: 20 }, (_, i) => `r-${i}`);

/** Queues tasks that are due at `dueAt`, in milliseconds since 1970. */
export async function queueTasks(broker, { count, dueAt, from = 0 }) {
  await broker.sql.query(insertQueued, [
    count,
    broker.world.githubHost,
    dueAt,
    from,
  ]);
}

const insertTracked = `
with given as (
  select * from jsonb_to_recordset($1::jsonb) as t(id text, repository text, prompt text, pr boolean)
), inserted as (
  insert into agent_tasks (
    id, request_digest, title, host, repository_owner, repository_name,
    repository_url, parameters, create_pull_request, prompt, prompt_digest,
    requested_by, source, decision, launch_state, agent_state, phase,
    phase_since, due_at, identity_id, attempt_number, github_task_id,
    launched_at, read_at, next_look_at)
  select gen_random_uuid(), 'sha256:0', prompt, $2::text, split_part(repository, '/', 1),
    split_part(repository, '/', 2), 'http://' || $2::text || '/' || repository, '{}',
    pr, prompt, 'sha256:1', 'user:default/ada', 'api',
    '{"result":"allow","reasons":[],"checks":[],"evaluatedAt":"2026-01-01T00:00:00Z"}',
    'launched', 'queued', 'running', to_timestamp($4::float8 / 1000),
    to_timestamp($4::float8 / 1000), $3, 1, id, to_timestamp($4::float8 / 1000),
    to_timestamp($4::float8 / 1000), to_timestamp($4::float8 / 1000) + interval '10 minutes'
  from given returning id, github_task_id
)
insert into agent_task_attempts (task_id, number, marker, identity_id, outcome, intent_at, github_task_id)
select id, 1, gen_random_uuid(), $3, 'accepted', to_timestamp($4::float8 / 1000), github_task_id
from inserted`;

/** Tasks of the simulator, as if the broker had launched them at `at`. */
export async function insertLaunched(broker, { tasks, identityId, at }) {
  await broker.sql.query(insertTracked, [
    JSON.stringify(
      tasks.map(({ id, repository, prompt, createPullRequest }) => ({
        id,
        repository,
        prompt,
        pr: createPullRequest,
      })),
    ),
    broker.world.githubHost,
    identityId,
    at,
  ]);
}
