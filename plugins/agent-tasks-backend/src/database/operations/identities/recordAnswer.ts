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
  const { rate, tokenExpiresAt } = facts;
  await knex('identity_states')
    .where('identity_id', facts.identityId)
    .update({
      last_used_at: knex.raw('greatest(last_used_at, ?)', [
        facts.at,
      ]) as unknown as Date,
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
