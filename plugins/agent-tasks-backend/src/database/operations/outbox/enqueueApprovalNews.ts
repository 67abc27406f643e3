import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { ApprovalRequestRow } from '../../rows';

/** What people are told of an approval. */
export type ApprovalNews = {
  event: 'asked' | 'reminded' | 'approved' | 'rejected' | 'expired';
  requestId: string;
  /** Entity reference of who decided, where somebody did. */
  by?: string;
  comment?: string;
};

/** Notes news of an approval; told after the commit, never before. */
export async function enqueueApprovalNews(
  tx: Knex.Transaction,
  request: Pick<ApprovalRequestRow, 'task_id'>,
  news: ApprovalNews,
): Promise<void> {
  await tx('outbox').insert({
    kind: 'approval-news',
    task_id: request.task_id,
    payload: news as JsonObject,
  });
}
