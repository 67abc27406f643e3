import type { Knex } from 'knex';

/** Tasks that are on their way to GitHub or at work there. */
export type ActiveCount = {
  org: string;
  repository: string;
  owner: string | null;
  template: string | null;
  count: number;
};

/**
 * Counts what is admitted and has not settled. A held task is a person's
 * matter and takes nobody's place.
 *
 * The condition is the one of the index agent_tasks_active_idx.
 */
export async function countActive(tx: Knex): Promise<ActiveCount[]> {
  const { rows } = await tx.raw<{ rows: ActiveCount[] }>(
    `select queue_org as org, queue_repository as repository,
       owner_ref as owner, template_ref as template, count(*)::int as count
     from agent_tasks
     where (launch_state = 'queued' and admitted_at is not null)
       or launch_state = 'launching'
       or (launch_state = 'launch_unknown' and not held)
       or (launch_state = 'launched' and settled_at is null)
     group by 1, 2, 3, 4`,
  );
  return rows;
}
