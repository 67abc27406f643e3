import {
  AuditChainHead,
  auditContentOf,
  hashAuditContent,
  SealedAuditEvent,
} from './auditChain';

/**
 * Where and how a chain is broken:
 *
 * - `edited`: the event does not follow from the one before it; one of the two
 *   was changed after it was sealed
 * - `gap`: no event has this position
 * - `reordered`: the event is as it was sealed, but stands somewhere else
 * - `rewritten`: the chain is whole, and is another one than was anchored
 *
 * @public
 */
export type AuditChainBreak = {
  position: number;
  reason: 'edited' | 'gap' | 'reordered' | 'rewritten';
  message: string;
};

/**
 * Checks events that follow a head, in the order of their positions, up to the
 * first that breaks the chain.
 *
 * @param anchors - hashes that were noted for positions, each of which is compared
 * @returns the head up to which the chain is whole
 * @public
 */
export function verifyAuditEvents(
  from: AuditChainHead,
  events: SealedAuditEvent[],
  anchors?: ReadonlyMap<number, string>,
): { head: AuditChainHead; broken?: AuditChainBreak } {
  let head = from;
  for (const event of events) {
    const expected = head.position + 1;
    if (event.position !== expected) {
      return { head, broken: misplaced(expected, event, events) };
    }
    const content = auditContentOf(event);
    if (hashAuditContent(head.hash, content) !== event.hash) {
      return { head, broken: mismatch(event, content, from, events) };
    }
    const anchored = anchors?.get(event.position);
    if (anchored !== undefined && anchored !== event.hash) {
      return {
        head,
        broken: {
          position: event.position,
          reason: 'rewritten',
          message: `The chain was anchored with ${anchored} at position ${event.position}, and has ${event.hash} there now.`,
        },
      };
    }
    head = { position: event.position, hash: event.hash };
  }
  return { head };
}

/**
 * The break of a chain that ends before the position it is said to reach.
 *
 * @public
 */
export function missingAuditEvents(
  head: AuditChainHead,
  until: number,
): AuditChainBreak {
  return {
    position: head.position + 1,
    reason: 'gap',
    message: `The events from position ${
      head.position + 1
    } to ${until} are missing.`,
  };
}

function misplaced(
  expected: number,
  event: SealedAuditEvent,
  events: SealedAuditEvent[],
): AuditChainBreak {
  const elsewhere =
    event.position < expected ||
    events.some(({ position }) => position === expected);
  return elsewhere
    ? {
        position: expected,
        reason: 'reordered',
        message: `The event at position ${event.position} stands where ${expected} belongs.`,
      }
    : {
        position: expected,
        reason: 'gap',
        message: `There is no event at position ${expected}; the next one is ${event.position}.`,
      };
}

// an event that was moved still follows from another one: it is looked for
// among those that were read with it, so a move over a long way reads as edited
function mismatch(
  event: SealedAuditEvent,
  content: string,
  from: AuditChainHead,
  events: SealedAuditEvent[],
): AuditChainBreak {
  const hashes = new Set([from.hash, ...events.map(({ hash }) => hash)]);
  for (const previous of hashes) {
    if (hashes.has(hashAuditContent(previous, content))) {
      return {
        position: event.position,
        reason: 'reordered',
        message: `The event at position ${event.position} was sealed at another one.`,
      };
    }
  }
  return {
    position: event.position,
    reason: 'edited',
    message: `The event at position ${event.position} is not what was sealed there, or the one before it is not.`,
  };
}
