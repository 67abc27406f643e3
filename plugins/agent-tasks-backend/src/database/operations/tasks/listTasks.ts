import type { Knex } from 'knex';
import { listedColumns, ListedTaskRow } from './listedColumns';
import { applyTaskFilters, TaskFilters } from './taskFilters';
import { taskOrders, TaskSort } from './taskOrder';

/** Where a page begins: behind (or, going back, before) this row. */
export type TaskPosition = { key?: string; seq: string };

/** A row with its place in the list. */
export type ListedTask = ListedTaskRow & { position: TaskPosition };

/**
 * A page by key: the cost of a page does not grow with its number, and a row
 * that is added meanwhile moves no other.
 *
 * @returns at most `limit + 1` rows, so that the caller sees whether there are
 * more, in the order of the sort, also when going back.
 */
export async function listTasks(
  knex: Knex,
  options: {
    filters: TaskFilters;
    sort: TaskSort;
    limit: number;
    from?: TaskPosition;
    backward?: boolean;
  },
): Promise<ListedTask[]> {
  const { filters, sort, limit, from, backward = false } = options;
  const { key, direction } = taskOrders[sort];
  const ascending = (direction === 'asc') !== backward;
  const order = ascending ? 'asc' : 'desc';
  const query = knex('agent_tasks')
    .select<Array<ListedTaskRow & { position_key?: string }>>(listedColumns)
    .limit(limit + 1);
  if (key) {
    query.select(knex.raw(`${key.toText} as position_key`));
    query.orderByRaw(`${key.sql} ${order}`);
  }
  query.orderBy('seq', order);
  applyTaskFilters(query, filters);
  if (from) {
    const compare = ascending ? '>' : '<';
    if (key) {
      query.whereRaw(
        `(${key.sql}, seq) ${compare} (${key.fromText}, ?::bigint)`,
        [from.key ?? '', from.seq],
      );
    } else {
      query.whereRaw(`seq ${compare} ?::bigint`, [from.seq]);
    }
  }
  const rows = await query;
  const listed = rows.map(({ position_key: positionKey, ...row }) => ({
    ...row,
    position: {
      seq: row.seq,
      ...(positionKey !== undefined && { key: positionKey }),
    },
  }));
  return backward ? listed.reverse() : listed;
}
