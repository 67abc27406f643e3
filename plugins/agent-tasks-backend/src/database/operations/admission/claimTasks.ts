import type { Knex } from 'knex';
import { INTERACTIVE_PRIORITY } from '../../../admission/priorities';

/**
 * Admits chosen tasks for an identity, and takes a place in the ledger for
 * each, in one statement.
 *
 * Admissions of different identities may choose the same tasks: what another
 * one has locked or taken is left out. The lease that a task gets here is what
 * its launch has to show, so an admission that was given up cannot launch.
 *
 * @param claim - `taskIds` in the order of their turns; `admissionMs` is how
 *   long the launch may take to begin
 * @returns those that were admitted, in the same order
 */
export async function claimTasks(
  tx: Knex.Transaction,
  claim: { identityId: string; taskIds: string[]; admissionMs: number },
): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `with chosen as (
       select task.id, turn.number from agent_tasks task
       join unnest(:taskIds::uuid[]) with ordinality as turn(id, number) on turn.id = task.id
       where task.launch_state = 'queued' and task.admitted_at is null
         and task.due_at <= clock_timestamp()
       for update of task skip locked
     ), admitted as (
       update agent_tasks task
       set identity_id = :identityId, admitted_at = clock_timestamp(),
         lease_id = gen_random_uuid(),
         lease_until = clock_timestamp() + :admissionMs * interval '1 millisecond'
       from chosen where task.id = chosen.id
       returning task.id, task.fairness_key, task.priority, chosen.number
     ), places as (
       insert into launch_ledger (identity_id, task_id, fairness_key, interactive, at)
       select :identityId, id, fairness_key, priority >= :interactive, clock_timestamp()
       from admitted order by number
     )
     select id from admitted order by number`,
    { ...claim, interactive: INTERACTIVE_PRIORITY },
  );
  return rows.map(row => row.id);
}
