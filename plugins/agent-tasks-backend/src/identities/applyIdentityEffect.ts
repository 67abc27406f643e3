import type { Knex } from 'knex';
import { noteUnavailable } from '../database/operations/identities/noteUnavailable';
import { pauseIdentity } from '../database/operations/identities/pauseIdentity';
import { quarantineIdentity } from '../database/operations/identities/quarantineIdentity';
import type { LaunchOutcome } from '../launcher/outcome';
import { credentialsDigest } from './credentialsDigest';
import type { Identity } from './IdentityRegistry';

/** GitHub's clock and ours differ, and a limit that is met twice grows. */
const LIMIT_MARGIN_MS = 1_000;
/** GitHub's advice for a limit without a time: a minute, then exponential. */
const FIRST_LIMIT_MS = 60_000;
const LONGEST_LIMIT_MS = 3_600_000;
const FIRST_OUTAGE_MS = 1_000;
const LONGEST_OUTAGE_MS = 60_000;
/** Answers that got lost in a row before it is called an outage. */
const LOST_ANSWERS_OF_AN_OUTAGE = 3;

/** Writes what an answer means for its identity, beyond the task, for all replicas. */
export async function applyIdentityEffect(
  tx: Knex.Transaction,
  identity: Identity,
  outcome: LaunchOutcome,
): Promise<void> {
  const { message } = outcome.failure;
  const identityId = identity.id;
  switch (outcome.identity?.effect) {
    case 'quarantine':
      await quarantineIdentity(tx, {
        identityId,
        tokenDigest: credentialsDigest(identity.config),
        message,
      });
      return;
    case 'limited': {
      const inRow = await noteUnavailable(tx, { identityId, message });
      const forMs =
        outcome.identity.until === undefined
          ? backoff(FIRST_LIMIT_MS, inRow, LONGEST_LIMIT_MS)
          : Math.max(0, outcome.identity.until - Date.now()) + LIMIT_MARGIN_MS;
      await pauseIdentity(tx, { identityId, forMs, reason: message });
      return;
    }
    case 'unavailable': {
      const inRow = await noteUnavailable(tx, { identityId, message });
      const counted =
        outcome.verdict === 'unknown'
          ? inRow - LOST_ANSWERS_OF_AN_OUTAGE + 1
          : inRow;
      if (counted > 0) {
        const forMs = backoff(FIRST_OUTAGE_MS, counted, LONGEST_OUTAGE_MS);
        await pauseIdentity(tx, { identityId, forMs, reason: message });
      }
      return;
    }
    default:
  }
}

function backoff(firstMs: number, inRow: number, longestMs: number): number {
  return Math.min(
    firstMs * 2 ** Math.min(Math.max(inRow, 1) - 1, 12),
    longestMs,
  );
}
