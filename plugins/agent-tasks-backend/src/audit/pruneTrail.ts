import { AUDIT_CHAIN_START } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Knex } from 'knex';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { lockAuditChain } from '../database/operations/audit/lockAuditChain';
import { pruneEvents } from '../database/operations/audit/pruneEvents';
import { readCheckpoint } from '../database/operations/audit/readCheckpoint';
import { BROKER } from '../launcher/actor';

const BATCH = 10_000;
/** Once a day is often enough, and leaves one note a day. */
const PAUSE_MS = 20 * 3_600_000;

/**
 * Removes events whose time has come, always from the beginning of the chain,
 * so that what is left still verifies. The removal itself is on the trail.
 *
 * @returns whether there may be more to remove
 */
export async function pruneTrail(
  knex: Knex,
  olderThanMs: number,
): Promise<boolean> {
  return await knex.transaction(async tx => {
    if (!(await lockAuditChain(tx))) {
      return false;
    }
    const latest = await readCheckpoint(tx);
    const caughtUp = latest && latest.events < BATCH;
    if (caughtUp && latest.age_ms < PAUSE_MS) {
      return false;
    }
    const checkpoint = await pruneEvents(tx, {
      start: latest
        ? { position: Number(latest.position), hash: latest.hash }
        : AUDIT_CHAIN_START,
      olderThanMs,
      limit: BATCH,
    });
    if (!checkpoint) {
      return false;
    }
    await appendAudit(tx, {
      action: 'audit.prune',
      actor: BROKER,
      result: 'allowed',
      details: {
        before: { position: Number(latest?.position ?? 0) },
        after: { position: Number(checkpoint.position), hash: checkpoint.hash },
        events: checkpoint.events,
        newestAt: checkpoint.newest_at.toISOString(),
      },
    });
    return checkpoint.events === BATCH;
  });
}
