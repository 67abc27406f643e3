import type { Knex } from 'knex';
import type { AuditChainRow } from '../../rows';

/**
 * Takes the chain until the end of the transaction: nobody else seals or prunes
 * meanwhile. Requests never take it.
 *
 * @returns undefined where another replica has it.
 */
export async function lockAuditChain(
  tx: Knex.Transaction,
): Promise<AuditChainRow | undefined> {
  return await tx('audit_chain')
    .where({ id: 1 })
    .forUpdate()
    .skipLocked()
    .first();
}
