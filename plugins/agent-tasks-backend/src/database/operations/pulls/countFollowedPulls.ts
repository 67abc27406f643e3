import type { Knex } from 'knex';

/** How many pull requests are followed. */
export async function countFollowedPulls(db: Knex): Promise<number> {
  const { rows } = await db.raw<{ rows: { pulls: number }[] }>(
    'select count(*)::int as pulls from pull_requests where next_look_at is not null',
  );
  return rows[0].pulls;
}
