import type { Knex } from 'knex';

/**
 * Whether this replica does something now that one does for all.
 *
 * No race: the row is written by one of them, the others see its time.
 */
export async function claimRun(
  db: Knex,
  run: { name: string; everyMs: number },
): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into keeper_runs as run (name, began_at)
     values (:name, clock_timestamp())
     on conflict (name) do update set began_at = clock_timestamp()
       where run.began_at <= clock_timestamp() - :everyMs * interval '1 ms'`,
    run,
  );
  return rowCount > 0;
}
