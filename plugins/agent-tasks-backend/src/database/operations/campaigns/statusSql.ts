/**
 * Status of a target: the phase of its task, or why it has none. `g` and `t`
 * are `campaign_targets` and, outer joined, `agent_tasks`.
 */
export const statusSql = `case
  when g.excluded_at is not null then 'excluded'
  when g.task_id is not null then t.phase
  when g.verdict = 'refused' then 'refused'
  when g.deferred_until > clock_timestamp() then 'deferred'
  else 'waiting' end`;
