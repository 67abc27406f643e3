import type { Knex } from 'knex';
import type { AuditCheckpointRow } from '../../rows';

/** Where the chain begins and ends, and what is not in it yet. */
export type AuditChainNow = {
  position: string;
  hash: string;
  sealed_at: Date | null;
  unsealed: number;
  unsealed_since: Date | null;
  /** Where events were removed by age. */
  checkpoint?: AuditCheckpointRow;
};

/** Reads the ends of the chain. */
export async function readAuditChain(knex: Knex): Promise<AuditChainNow> {
  const [{ rows }, checkpoint] = await Promise.all([
    knex.raw<{ rows: AuditChainNow[] }>(
      `select c.position, c.hash, c.sealed_at, u.unsealed, u.unsealed_since
       from audit_chain c,
         (select count(*)::int as unsealed, min(at) as unsealed_since
          from audit_events where position is null) u`,
    ),
    knex('audit_checkpoints').orderBy('position', 'desc').first(),
  ]);
  return { ...rows[0], ...(checkpoint && { checkpoint }) };
}
