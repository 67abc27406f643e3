import type { Knex } from 'knex';

/** @returns milliseconds until some identity's sweep may be claimed. */
export async function nextSweepDue(
  db: Knex,
  identityIds: string[],
): Promise<number | undefined> {
  const { rows } = await db.raw<{ rows: { wait_ms: number | null }[] }>(
    `select (extract(epoch from min(greatest(
         coalesce(sweep_due_at, clock_timestamp()),
         sweep_lease_until, paused_until) - clock_timestamp())) * 1000)::float8 as wait_ms
     from identity_states i
     where identity_id = any(:identityIds) and not quarantined
       and exists (
         select 1 from agent_tasks t
         where t.identity_id = i.identity_id and t.launch_state = 'launched')`,
    { identityIds },
  );
  return rows[0]?.wait_ms ?? undefined;
}
