import type { Knex } from 'knex';
import type { LookedAt } from './claimLooks';

/** @returns milliseconds until the next row is due, if any is. */
export async function nextLook(
  db: Knex,
  table: keyof LookedAt,
): Promise<number | undefined> {
  const { rows } = await db.raw<{ rows: { wait_ms: number | null }[] }>(
    `select (extract(epoch from min(greatest(due_look_at, lease_until)) - clock_timestamp()) * 1000)::float8 as wait_ms
     from :table: where due_look_at is not null`,
    { table },
  );
  return rows[0]?.wait_ms ?? undefined;
}
