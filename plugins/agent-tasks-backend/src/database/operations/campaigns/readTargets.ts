import type { Knex } from 'knex';
import {
  ListedTarget,
  selectListed,
  TargetFilters,
  targetQuery,
} from './targetQuery';

/**
 * All targets of a campaign in the order of starting, in batches, so that
 * neither memory nor a transaction is held for as long as they are read. Each
 * is there once: positions never change, unlike waves.
 */
export async function* readTargets(
  db: Knex,
  options: { campaignId: string; filters?: TargetFilters; batch: number },
): AsyncGenerator<ListedTarget> {
  const { batch } = options;
  let from = 0;
  for (;;) {
    const rows = await selectListed(db, targetQuery(db, options))
      .where('g.position', '>', from)
      .orderBy('g.position')
      .limit(batch);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < batch) {
      return;
    }
    from = last.position;
  }
}
