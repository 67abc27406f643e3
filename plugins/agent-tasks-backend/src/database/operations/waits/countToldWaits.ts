import type { Knex } from 'knex';

/**
 * Waits that people were told of and nobody has said anything about since.
 *
 * @param refs - entity references
 * @returns by entity reference
 */
export async function countToldWaits(
  db: Knex,
  refs: string[],
): Promise<Map<string, number>> {
  const { rows } = await db.raw<{ rows: { ref: string; waits: number }[] }>(
    `select told.ref, count(*)::int as waits
     from task_waits w
     cross join lateral jsonb_array_elements_text(w.told) as told(ref)
     where w.attended_at is null and told.ref = any(?)
     group by 1`,
    [refs],
  );
  return new Map(rows.map(({ ref, waits }) => [ref, waits]));
}
