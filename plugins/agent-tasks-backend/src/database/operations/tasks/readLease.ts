import type { Knex } from 'knex';

/**
 * How long a worker may still write, in milliseconds by the database's clock.
 *
 * @returns 0 where the lease has ended or belongs to someone else
 */
export async function readLease(
  knex: Knex,
  options: { taskId: string; leaseId: string },
): Promise<number> {
  const { rows } = await knex.raw<{ rows: { left: number }[] }>(
    `select extract(epoch from lease_until - clock_timestamp())::float8 * 1000 as left
     from agent_tasks where id = ? and lease_id = ?`,
    [options.taskId, options.leaseId],
  );
  return Math.max(0, rows[0]?.left ?? 0);
}
