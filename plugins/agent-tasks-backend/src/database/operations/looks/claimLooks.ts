import type { Knex } from 'knex';
import type { CampaignRow, ScheduleRow } from '../../rows';

/** Tables whose rows are looked at when they are due, by one replica at a time. */
export type LookedAt = { campaigns: CampaignRow; schedules: ScheduleRow };

/**
 * Claims rows that are due for a look. While the lease lives they are due at
 * its end; any other time says that a look was asked for.
 *
 * No race: rows that another replica has locked are skipped, and those of a
 * living lease are left alone.
 */
export async function claimLooks<T extends keyof LookedAt>(
  db: Knex,
  table: T,
  options: { leaseId: string; leaseMs: number; limit: number },
): Promise<LookedAt[T][]> {
  const { rows } = await db.raw<{ rows: LookedAt[T][] }>(
    `with lease as materialized (
       select clock_timestamp() + :leaseMs * interval '1 ms' as until
     )
     update :table: set lease_id = :leaseId, lease_until = lease.until,
       due_look_at = lease.until
     from lease where id in (
       select id from :table:
       where due_look_at <= clock_timestamp()
         and (lease_until is null or lease_until <= clock_timestamp())
       order by due_look_at limit :limit
       for update skip locked
     )
     returning :table:.*`,
    { table, ...options },
  );
  return rows;
}
