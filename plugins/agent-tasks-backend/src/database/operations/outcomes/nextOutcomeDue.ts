import type { Knex } from 'knex';

/** @returns milliseconds until a target is due for a look, if any is. */
export async function nextOutcomeDue(db: Knex): Promise<number | undefined> {
  const { rows } = await db.raw<{ rows: { wait_ms: number | null }[] }>(
    `select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::float8 as wait_ms
     from campaign_outcomes where due_at is not null`,
  );
  return rows[0]?.wait_ms ?? undefined;
}
