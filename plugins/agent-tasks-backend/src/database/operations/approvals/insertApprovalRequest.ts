import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { ApprovalRequestRow } from '../../rows';
import { databaseTime } from '../sqlTime';

/** What is asked, and for how long. */
export type NewApprovalRequest = Pick<
  ApprovalRequestRow,
  | 'task_id'
  | 'prompt_digest'
  | 'template_digest'
  | 'decision_digest'
  | 'needs'
  | 'approvers'
  | 'asked_by'
> & {
  expiresInMs: number;
  remindInMs: number;
};

/** Asks for an approval; a task has one open request at most. */
export async function insertApprovalRequest(
  tx: Knex.Transaction,
  { expiresInMs, remindInMs, ...request }: NewApprovalRequest,
): Promise<ApprovalRequestRow> {
  const [row] = await tx('approval_requests')
    .insert({
      ...request,
      id: randomUUID(),
      state: 'open',
      needs: JSON.stringify(
        request.needs,
      ) as unknown as ApprovalRequestRow['needs'],
      expires_at: databaseTime(tx, expiresInMs),
      remind_at: databaseTime(tx, remindInMs),
    })
    .returning('*');
  return row;
}
