/**
 * The drift of a row of `agent_tasks`, null where it has none: the expression
 * of templates/driftOf.ts, which a test keeps in step.
 */
export const driftSql = `(case
  when agent_tasks.template_version_id is null then null
  when agent_tasks.phase not in ('launching', 'running', 'needs-attention', 'in-review', 'done') then null
  when exists (
    select from template_heads as head
    join template_versions as version on version.id = head.version_id
    where head.version_id = agent_tasks.template_version_id
    and version.status <> 'revoked'
  ) then 'current'
  when agent_tasks.phase = 'done' then 'stale-merged'
  when agent_tasks.phase = 'in-review' then 'stale-open'
  else 'stale-running'
end)`;
