import { hashAuditContent } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Knex } from 'knex';
import {
  AuditColumns,
  canonicalAudit,
} from '../database/operations/audit/auditColumns';
import { listUnsealed } from '../database/operations/audit/listUnsealed';
import { lockAuditChain } from '../database/operations/audit/lockAuditChain';
import { Seal, sealEvents } from '../database/operations/audit/sealEvents';

/**
 * Seals a batch of committed events into the hash chain.
 *
 * The order of the chain is the order of sealing, and not that of ids: a
 * transaction that commits late has lower ids than what was sealed meanwhile,
 * and gets the next place like any other. No race between replicas: whoever
 * has the chain's row seals, and the others leave it to them.
 *
 * @returns what was sealed; empty where another replica is at it
 */
export async function sealTrail(
  knex: Knex,
  limit: number,
): Promise<AuditColumns[]> {
  return await knex.transaction(async tx => {
    const chain = await lockAuditChain(tx);
    if (!chain) {
      return [];
    }
    const events = await listUnsealed(tx, limit);
    if (!events.length) {
      return [];
    }
    let { hash } = chain;
    let position = Number(chain.position);
    const seals = events.map((event): Seal => {
      hash = hashAuditContent(hash, canonicalAudit(event));
      position++;
      return { id: String(event.id), position, hash };
    });
    await sealEvents(tx, seals, { position, hash });
    return events;
  });
}
