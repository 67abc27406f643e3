import type { Knex } from 'knex';

/** @returns milliseconds until some pull request is due by its time alone. */
export async function nextRouteDue(db: Knex): Promise<number | undefined> {
  const { rows } = await db.raw<{ rows: { wait_ms: number | null }[] }>(
    `select (extract(epoch from min(greatest(r.due_at, r.lease_until)) - clock_timestamp()) * 1000)::float8 as wait_ms
     from pull_routes r
     join pull_requests p on p.task_id = r.task_id and p.database_id = r.database_id
     where r.due_at is not null and p.state in ('draft', 'open')`,
  );
  return rows[0]?.wait_ms ?? undefined;
}
