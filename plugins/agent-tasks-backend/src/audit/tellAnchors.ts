import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import { claimAnchors } from '../database/operations/audit/claimAnchors';
import { finishAnchor } from '../database/operations/audit/finishAnchor';
import type { AuditAnchorRow } from '../database/rows';
import type { Anchor, AnchorTarget } from './AnchorTarget';

const BATCH = 10;
/** Longer than all targets of a batch may take. */
const CLAIM_MS = 300_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;

/**
 * Tells what is due of the anchors. At least once: a replica that dies after
 * telling leaves its anchor to the next one. A target that fails does not keep
 * the others from theirs, and is tried again for as long as it takes.
 */
export async function tellAnchors(options: {
  knex: Knex;
  targets: AnchorTarget[];
  logger: LoggerService;
}): Promise<void> {
  const { knex, targets, logger } = options;
  const due = await claimAnchors(knex, { limit: BATCH, claimMs: CLAIM_MS });
  for (const row of due) {
    const told = [...row.told];
    const errors: string[] = [];
    for (const target of targets.filter(({ name }) => !told.includes(name))) {
      try {
        await target.tell(toAnchor(row));
        told.push(target.name);
      } catch (error) {
        errors.push(`${target.name}: ${stringifyError(error)}`);
      }
    }
    if (errors.length) {
      logger.warn(
        `The anchor of the audit trail at position ${
          row.position
        } was not told everywhere: ${errors.join('; ')}`,
      );
    }
    await finishAnchor(knex, {
      position: row.position,
      told,
      ...(errors.length && {
        again: {
          inMs: Math.min(
            FIRST_RETRY_MS * 2 ** Math.min(row.failures, 10),
            LONGEST_RETRY_MS,
          ),
          error: errors.join('; '),
        },
      }),
    });
  }
}

function toAnchor(row: AuditAnchorRow): Anchor {
  return {
    position: Number(row.position),
    hash: row.hash,
    at: row.at.toISOString(),
  };
}
