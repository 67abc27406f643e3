import type { Knex } from 'knex';

/**
 * Brings the sweeps of identities forward that have launched something, on any
 * replica, since their latest one: they were idle, and are not any more.
 */
export async function hastenLaunched(
  db: Knex,
  options: { identityIds: string[]; withinMs: number },
): Promise<void> {
  await db.raw(
    `update identity_states i set
       sweep_due_at = clock_timestamp() + :withinMs * interval '1 ms',
       full_sweep_due_at = least(full_sweep_due_at, clock_timestamp())
     where identity_id = any(:identityIds)
       and sweep_due_at > clock_timestamp() + :withinMs * interval '1 ms'
       and sweep_lease_id is null
       and exists (
         select 1 from agent_tasks t
         where t.identity_id = i.identity_id
           and t.launch_state = 'launched'
           and (t.agent_state is null or t.agent_state in ('queued', 'in_progress'))
           and t.launched_at > i.swept_at)`,
    options,
  );
}
