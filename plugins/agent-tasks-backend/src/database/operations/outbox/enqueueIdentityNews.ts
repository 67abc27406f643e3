import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { QuarantineCode } from '../../../identities/quarantines';

/** What administrators are told of an identity. */
export type IdentityNews =
  | { event: 'quarantined'; identityId: string; code: QuarantineCode }
  | {
      event: 'expiring';
      identityId: string;
      /** The warning: 14, 7 or 1. */
      days: number;
      /** ISO 8601. */
      expiresAt: string;
    };

/** Notes news of an identity; told after the commit, never before. */
export async function enqueueIdentityNews(
  tx: Knex.Transaction,
  news: IdentityNews,
): Promise<void> {
  await tx('outbox').insert({
    kind: 'identity-news',
    payload: news as JsonObject,
  });
}
