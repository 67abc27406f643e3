import {
  AUDIT_CHAIN_START,
  AuditChainBreak,
  AuditChainHead,
  missingAuditEvents,
  SealedAuditEvent,
  verifyAuditEvents,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Knex } from 'knex';
import { findBeyondChain } from '../database/operations/audit/findBeyondChain';
import { listAnchors } from '../database/operations/audit/listAnchors';
import { listSealed } from '../database/operations/audit/listSealed';
import {
  AuditChainNow,
  readAuditChain,
} from '../database/operations/audit/readAuditChain';

/** Rows that are hashed at once, which keeps others waiting some milliseconds. */
const BATCH = 2_000;

/** Batches that are read while one is hashed, so that neither waits. */
const AHEAD = 2;

/** What a check of the trail found. */
export type TrailVerdict = {
  chain: AuditChainNow;
  /** Everything after this position… */
  after: AuditChainHead;
  /** …up to this one is as it was sealed. */
  head: AuditChainHead;
  /** Position up to which was to be checked. */
  until: number;
  /** Whether the check went to the end of the chain. */
  complete: boolean;
  anchorsCompared: number;
  broken?: AuditChainBreak;
};

/**
 * Checks a stretch of the chain against its hashes and anchors, in batches.
 *
 * Events that retention removes meanwhile are no break: the check then begins
 * again at the new checkpoint.
 *
 * @param options - `after` a position, from the beginning unless given; at most
 *   `limit` events
 */
export async function verifyTrail(
  knex: Knex,
  options: { after?: number; limit: number },
): Promise<TrailVerdict> {
  const chain = await readAuditChain(knex);
  const after = await startOf(knex, chain, options.after);
  const end = Number(chain.position);
  const until = Math.min(end, after.position + options.limit);
  const complete = until >= end;
  const anchors = await listAnchors(knex, {
    after: after.position - 1,
    until: complete ? Number.MAX_SAFE_INTEGER : until,
  });
  const hashes = new Map(
    anchors.map(({ position, hash }) => [Number(position), hash]),
  );
  const { head, broken } = await check(knex, after, until, hashes);
  const found =
    broken ??
    (complete ? await checkEnd(knex, chain, head, hashes) : undefined);
  if (found?.reason === 'gap') {
    const { checkpoint } = await readAuditChain(knex);
    if (checkpoint && Number(checkpoint.position) >= found.position) {
      return await verifyTrail(knex, { ...options, after: undefined });
    }
  }
  return {
    chain,
    after,
    head,
    until,
    complete: complete && !found,
    anchorsCompared: [...hashes.keys()].filter(at => at <= head.position)
      .length,
    ...(found && { broken: found }),
  };
}

/** Where a check after a position begins; before the first event, at the chain's. */
export async function startOf(
  knex: Knex,
  chain: AuditChainNow,
  after: number | undefined,
): Promise<AuditChainHead> {
  const { checkpoint } = chain;
  const first = checkpoint
    ? { position: Number(checkpoint.position), hash: checkpoint.hash }
    : AUDIT_CHAIN_START;
  if (after === undefined || after <= first.position) {
    return first;
  }
  const [event] = await listSealed(knex, {
    after: after - 1,
    until: after,
    limit: 1,
  });
  return event ? { position: after, hash: event.hash } : first;
}

async function check(
  knex: Knex,
  after: AuditChainHead,
  until: number,
  anchors: ReadonlyMap<number, string>,
): Promise<{ head: AuditChainHead; broken?: AuditChainBreak }> {
  const anchored = anchors.get(after.position);
  if (anchored !== undefined && anchored !== after.hash) {
    return {
      head: after,
      broken: {
        position: after.position,
        reason: 'rewritten',
        message: `The chain was anchored with ${anchored} at position ${after.position}, and has ${after.hash} there now.`,
      },
    };
  }
  let head = after;
  // positions have no gaps: what comes next is known before it is read
  let from = after.position;
  const coming: Promise<SealedAuditEvent[]>[] = [];
  const readAhead = () => {
    while (coming.length <= AHEAD && from < until) {
      const to = Math.min(from + BATCH, until);
      coming.push(listSealed(knex, { after: from, until: to, limit: BATCH }));
      from = to;
    }
  };
  try {
    readAhead();
    while (coming.length) {
      const events = (await coming.shift()) ?? [];
      readAhead();
      const result = verifyAuditEvents(head, events, anchors);
      if (result.broken) {
        return result;
      }
      head = result.head;
    }
  } finally {
    await Promise.allSettled(coming);
  }
  return head.position < until
    ? { head, broken: missingAuditEvents(head, until) }
    : { head };
}

/** What only the end can show: a chain that was cut off, or goes on too far. */
async function checkEnd(
  knex: Knex,
  chain: AuditChainNow,
  head: AuditChainHead,
  anchors: ReadonlyMap<number, string>,
): Promise<AuditChainBreak | undefined> {
  if (head.hash !== chain.hash) {
    return {
      position: head.position,
      reason: 'edited',
      message: `The chain's end was noted with ${chain.hash}, and the event there has ${head.hash}.`,
    };
  }
  const beyond = await findBeyondChain(knex);
  if (beyond !== undefined) {
    return {
      position: beyond,
      reason: 'edited',
      message: `There is an event at position ${beyond}, beyond the end that was noted for the chain.`,
    };
  }
  // an anchor may be younger than the end that was read
  const { position: end } = await readAuditChain(knex);
  const furthest = Math.max(0, ...anchors.keys());
  return furthest > Number(end)
    ? missingAuditEvents(head, furthest)
    : undefined;
}
