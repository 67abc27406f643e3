import type { Knex } from 'knex';
import type { CreditReservationRow } from '../../rows';

/** Writes what a task, or a retry of it, is expected to cost. */
export async function saveReservation(
  tx: Knex.Transaction,
  reservation: Omit<CreditReservationRow, 'reserved_at'>,
): Promise<void> {
  await tx('credit_reservations')
    .insert(reservation)
    .onConflict(['task_id', 'after_attempt'])
    .merge(['owner_ref', 'month', 'credits_nano']);
}
