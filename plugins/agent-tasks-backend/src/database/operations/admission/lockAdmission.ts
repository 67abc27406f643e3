import type { Knex } from 'knex';

// first key of the advisory locks, so that they meet nobody else's
const NAMESPACE = 'agent-tasks.admission';

/**
 * Takes the admission of an identity until the end of the transaction.
 *
 * @returns false where another transaction has it; it then admits what there is.
 */
export async function lockAdmission(
  tx: Knex.Transaction,
  identityId: string,
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: { locked: boolean }[] }>(
    'select pg_try_advisory_xact_lock(hashtext(?), hashtext(?)) as locked',
    [NAMESPACE, identityId],
  );
  return rows[0].locked;
}

/**
 * Waits for the admissions of all other identities, until the end of the
 * transaction. Taken after {@link lockAdmission}, by everybody.
 */
export async function lockCaps(tx: Knex.Transaction): Promise<void> {
  await tx.raw('select pg_advisory_xact_lock(hashtext(?), hashtext(?))', [
    NAMESPACE,
    ' caps',
  ]);
}
