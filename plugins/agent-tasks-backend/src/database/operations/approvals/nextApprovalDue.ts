import type { Knex } from 'knex';

/** Milliseconds until something is due, if anything is. */
export async function nextApprovalDue(knex: Knex): Promise<number | undefined> {
  const [{ ms }] = await knex('approval_requests')
    .where('state', 'open')
    .select<[{ ms: string | null }]>(
      knex.raw(
        'extract(epoch from min(least(remind_at, expires_at)) - clock_timestamp()) * 1000 as ms',
      ),
    );
  return ms === null ? undefined : Math.max(0, Number(ms));
}
