import type { Knex } from 'knex';
import type { ApprovalRequestRow } from '../../rows';

/**
 * Takes the reminders that are due, each once: of two replicas the second waits
 * for the first's commit and finds the due time gone.
 */
export async function claimReminders(
  tx: Knex.Transaction,
  limit: number,
): Promise<ApprovalRequestRow[]> {
  return await tx('approval_requests')
    .whereIn(
      'id',
      tx('approval_requests')
        .select('id')
        .where('state', 'open')
        .whereRaw('least(remind_at, expires_at) <= clock_timestamp()')
        .whereRaw('remind_at <= clock_timestamp()')
        .limit(limit),
    )
    .where('state', 'open')
    .whereNotNull('remind_at')
    .update({
      remind_at: null,
      reminded_at: tx.raw('clock_timestamp()') as unknown as Date,
    })
    .returning('*');
}
