import type { Knex } from 'knex';

/** A calendar month of an owner; `month` is its first day, `YYYY-MM-01`. */
export type OwnerMonth = { owner: string; month: string };

/**
 * What owners have spent in a month and what is still to be spent for tasks
 * that are under way, in nano units. A task counts with its reservation until
 * it ends, and with its usage from then on; where GitHub reports no usage of a
 * task that has run, the reservation stays.
 *
 * @returns in the order of the budgets
 */
export async function sumSpentCredits(
  knex: Knex,
  budgets: OwnerMonth[],
): Promise<bigint[]> {
  const { rows } = await knex.raw<{
    rows: (OwnerMonth & { spent: string })[];
  }>(
    `select place.owner_ref as owner, place.month::text as month, coalesce(sum(case
         when later.next is null and task.settled_at is null
           and task.launch_state not in ('withdrawn', 'rejected', 'launch_failed')
           then greatest(place.credits_nano, coalesce(usage.credits, 0))
         when usage.credits is null and usage.launched then place.credits_nano
         else coalesce(usage.credits, 0) end), 0)::text as spent
     from credit_reservations place
     join agent_tasks task on task.id = place.task_id
     cross join lateral (
       select min(after_attempt) as next from credit_reservations
       where task_id = place.task_id and after_attempt > place.after_attempt
     ) later
     cross join lateral (
       select sum(credits_nano) as credits,
         coalesce(bool_or(outcome = 'accepted'), false) as launched
       from agent_task_attempts
       where task_id = place.task_id and number > place.after_attempt
         and (later.next is null or number <= later.next)
     ) usage
     where (place.owner_ref, place.month) in (
       select * from unnest(:owners::text[], :months::date[]))
     group by 1, 2`,
    {
      owners: budgets.map(({ owner }) => owner),
      months: budgets.map(({ month }) => month),
    },
  );
  const spentOf = new Map(
    rows.map(({ owner, month, spent }) => [`${month} ${owner}`, BigInt(spent)]),
  );
  return budgets.map(
    ({ owner, month }) => spentOf.get(`${month} ${owner}`) ?? 0n,
  );
}
