import type { Knex } from 'knex';

/** @returns milliseconds until the next campaign is due, if any is. */
export async function nextCampaignLook(db: Knex): Promise<number | undefined> {
  const { rows } = await db.raw<{ rows: { wait_ms: number | null }[] }>(
    `select (extract(epoch from min(greatest(due_look_at, lease_until)) - clock_timestamp()) * 1000)::float8 as wait_ms
     from campaigns where due_look_at is not null`,
  );
  return rows[0]?.wait_ms ?? undefined;
}
