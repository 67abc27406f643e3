import type { Knex } from 'knex';
import { REVIEW_TURN } from '../review/takeWritePlace';

/** Whose turn it was lately, from the ledger of an identity. */
export type Turns = {
  /** Order of the latest turn of each fairness key; later is larger. */
  latest: Map<string, number>;
  /** Turns in a row, up to now, that interactive work got. */
  interactiveInRow: number;
};

/** Reads the turns of the last hours. */
export async function readTurns(tx: Knex, identityId: string): Promise<Turns> {
  const { rows } = await tx.raw<{
    rows: { key: string; latest: string; in_row: number }[];
  }>(
    `with place as (
       select id, fairness_key, interactive from launch_ledger
       where identity_id = :identityId and fairness_key <> :review
     )
     select fairness_key as key, max(id) as latest,
       (select count(*)::int from place where id > coalesce(
         (select max(id) from place where not interactive), 0)) as in_row
     from place group by 1`,
    { identityId, review: REVIEW_TURN },
  );
  return {
    latest: new Map(rows.map(row => [row.key, Number(row.latest)])),
    interactiveInRow: rows[0]?.in_row ?? 0,
  };
}
