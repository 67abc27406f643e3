import type { Knex } from 'knex';

/**
 * A time of the database's own clock, which all replicas share, for a column.
 *
 * @param offsetMs - from now; negative for the past
 */
export function databaseTime(tx: Knex, offsetMs = 0): Date {
  // knex types a column by what is read from it, not by what may be written
  return databaseTimeRaw(tx, offsetMs) as unknown as Date;
}

/** The same, for a condition. */
export function databaseTimeRaw(tx: Knex, offsetMs = 0): Knex.Raw {
  return tx.raw(`clock_timestamp() + ? * interval '1 millisecond'`, [offsetMs]);
}

/** What that clock shows now. */
export async function readDatabaseTime(db: Knex): Promise<Date> {
  const { rows } = await db.raw<{ rows: { now: Date }[] }>(
    'select clock_timestamp() as now',
  );
  return rows[0].now;
}
