import type { JsonObject } from '@backstage/types';
import { hash } from 'node:crypto';
import { canonicalMembers } from './canonicalJson';

/**
 * The audit trail is a chain: each event's hash is that of the hash before it
 * and of everything that the event says. Whoever changes, removes, adds or
 * moves an event has to write every later hash anew, and then differs from any
 * head that was noted outside of the database.
 *
 * What it does not promise: to notice the rewriting of the whole chain where no
 * head was noted elsewhere, nor the removal of an event that is not sealed yet.
 */

/**
 * A sealed event as exports carry it: `position` and `hash`, and beside them
 * everything that the hash covers.
 *
 * @public
 */
export type SealedAuditEvent = JsonObject & {
  /** Place in the chain; the first one is 1. */
  position: number;
  /** SHA-256 in hexadecimal. */
  hash: string;
};

/**
 * The end of a stretch of the chain.
 *
 * @public
 */
export type AuditChainHead = {
  /** Position of the latest event; 0 before the first one. */
  position: number;
  /** Its hash, SHA-256 in hexadecimal. */
  hash: string;
};

/**
 * What the chain begins with.
 *
 * @public
 */
export const AUDIT_CHAIN_START: AuditChainHead = {
  position: 0,
  hash: '0'.repeat(64),
};

/**
 * The hash of an event that follows another one.
 *
 * @param previousHash - hash of the event before it
 * @param content - canonical JSON of everything but position and hash
 * @public
 */
export function hashAuditContent(
  previousHash: string,
  content: string,
): string {
  return hash('sha256', `${previousHash}\n${content}`);
}

/**
 * What the hash of an event covers, as one text.
 *
 * @public
 */
export function auditContentOf(event: JsonObject): string {
  return canonicalMembers(
    event,
    Object.keys(event).filter(key => key !== 'position' && key !== 'hash'),
  );
}
