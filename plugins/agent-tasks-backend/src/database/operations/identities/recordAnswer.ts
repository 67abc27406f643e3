import type { Knex } from 'knex';
import type { AnswerFacts } from '../../../github/readAnswerFacts';

/**
 * Notes what an answer's headers said. Answers of several replicas arrive in
 * any order: within one window of the primary limit the lowest rest counts.
 */
export async function recordAnswer(
  knex: Knex,
  facts: AnswerFacts,
): Promise<void> {
  const { points, rate, tokenExpiresAt } = facts;
  await knex('identity_states')
    .where('identity_id', facts.identityId)
    .update({
      last_used_at: knex.raw('greatest(last_used_at, ?)', [
        facts.at,
      ]) as unknown as Date,
      ...(points && usedPoints(knex, points)),
      ...(tokenExpiresAt && { token_expires_at: tokenExpiresAt }),
      ...(rate && {
        rate_limit: rate.limit,
        rate_remaining: knex.raw(
          `case when rate_reset_at = :resetAt then least(rate_remaining, :remaining)
             when rate_reset_at > :resetAt then rate_remaining
             else :remaining end`,
          { resetAt: rate.resetAt, remaining: rate.remaining },
        ) as unknown as number,
        rate_reset_at: knex.raw('greatest(rate_reset_at, ?)', [
          rate.resetAt,
        ]) as unknown as Date,
      }),
    });
}

/**
 * Counts by the minutes of the database's clock: the one that runs, and the
 * one before it.
 */
function usedPoints(knex: Knex, points: number) {
  const minute = `date_trunc('minute', clock_timestamp())`;
  return {
    points_minute: knex.raw(minute) as unknown as Date,
    points_now: knex.raw(
      `case when points_minute = ${minute} then points_now else 0 end + ?`,
      [points],
    ) as unknown as number,
    points_before: knex.raw(
      `case points_minute when ${minute} then points_before
         when ${minute} - interval '1 minute' then points_now else 0 end`,
    ) as unknown as number,
  };
}
