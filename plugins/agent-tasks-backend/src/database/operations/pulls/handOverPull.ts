import type { Knex } from 'knex';

/** Makes an open pull request that of the attempt which goes on with it. */
export async function handOverPull(
  tx: Knex.Transaction,
  options: { taskId: string; headRef: string; number: number },
): Promise<void> {
  await tx('pull_requests')
    .where({ task_id: options.taskId, head_ref: options.headRef })
    .whereIn('state', ['draft', 'open'])
    .update({ attempt_number: options.number });
}
