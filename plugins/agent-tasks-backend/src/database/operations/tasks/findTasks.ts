import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const decidingColumns = [
  'id',
  'requested_by',
  'owner_ref',
  'tier',
  'template_ref',
  'campaign_id',
] as const satisfies ReadonlyArray<keyof TaskRow>;

/** Who may see what is decided by these columns. Ids that are none are left out. */
export async function findTasks(
  knex: Knex,
  ids: string[],
): Promise<Array<Pick<TaskRow, (typeof decidingColumns)[number]>>> {
  return knex('agent_tasks')
    .whereIn(
      'id',
      ids.filter(id => uuid.test(id)),
    )
    .select(decidingColumns);
}
