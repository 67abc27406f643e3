import type { Knex } from 'knex';

/** Tasks whose usage says what the next one will cost. */
const LOOKED_AT = 50;

/**
 * The median usage of the latest settled tasks of a template, in nano units.
 *
 * @returns undefined where none has reported usage
 */
export async function estimateCredits(
  knex: Knex,
  templateRef: string,
): Promise<bigint | undefined> {
  const { rows } = await knex.raw<{ rows: { median: string | null }[] }>(
    `select percentile_disc(0.5) within group (order by credits_nano)::text as median
     from (
       select credits_nano from agent_tasks
       where template_ref = :templateRef and settled_at is not null
         and credits_nano is not null
       order by seq desc limit :lookedAt
     ) latest`,
    { templateRef, lookedAt: LOOKED_AT },
  );
  const [{ median }] = rows;
  return median === null ? undefined : BigInt(median);
}
