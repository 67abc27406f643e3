import type { Knex } from 'knex';

/** @returns milliseconds until a governed repository may be looked through. */
export async function nextBypassDue(
  knex: Knex,
  governedWithinMs: number,
): Promise<number | undefined> {
  const { rows } = await knex.raw<{ rows: { wait_ms: number | null }[] }>(
    `select (extract(epoch from greatest(min(due_at),
         (select max(lease_until) from bypass_sweeps))
       - clock_timestamp()) * 1000)::float8 as wait_ms
     from bypass_sweeps
     where governed_at > clock_timestamp() - ? * interval '1 ms'`,
    [governedWithinMs],
  );
  return rows[0]?.wait_ms ?? undefined;
}
