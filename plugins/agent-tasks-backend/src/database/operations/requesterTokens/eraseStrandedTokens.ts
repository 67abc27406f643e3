import type { Knex } from 'knex';

/**
 * Erases the tokens of tasks that will not be launched with them any more,
 * however that came about.
 *
 * @param all - those of waiting tasks, too: the feature was turned off
 */
export async function eraseStrandedTokens(
  knex: Knex,
  all: boolean,
): Promise<number> {
  return await knex('requester_tokens')
    .whereNotExists(
      knex('agent_tasks')
        .select(knex.raw('1'))
        .where('agent_tasks.id', knex.ref('requester_tokens.task_id'))
        .where('as_requester', true)
        .whereIn(
          'launch_state',
          all ? [] : ['awaiting_approval', 'queued', 'launching'],
        ),
    )
    .delete();
}
