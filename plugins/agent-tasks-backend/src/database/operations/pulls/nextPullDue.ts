import type { Knex } from 'knex';

/** @returns milliseconds until some pull request is due to be read. */
export async function nextPullDue(db: Knex): Promise<number | undefined> {
  const { rows } = await db.raw<{ rows: { wait_ms: number | null }[] }>(
    `select (extract(epoch from min(next_look_at) - clock_timestamp()) * 1000)::float8 as wait_ms
     from pull_requests where next_look_at is not null`,
  );
  return rows[0]?.wait_ms ?? undefined;
}
