import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { AuditChainHead, SealedAuditEvent } from './auditChain';
import { AUDIT_EXPORT_KIND, AuditExportHeader } from './AuditExportHeader';
import {
  AuditChainBreak,
  missingAuditEvents,
  verifyAuditEvents,
} from './verifyAuditEvents';

/** Events in memory at once. */
const BATCH = 2_000;

/**
 * What a check of an export found.
 *
 * @public
 */
export type AuditExportVerdict = {
  header: AuditExportHeader;
  /** Up to here the export is as it was sealed. */
  head: AuditChainHead;
  /** How many of the given anchors lie in the export and were compared. */
  anchorsCompared: number;
  broken?: AuditChainBreak;
};

/**
 * Checks an export without the service that wrote it, in batches.
 *
 * @param lines - lines of the file, without their ends
 * @param anchors - hashes that were noted for positions elsewhere
 * @throws InputError where it is no export, or a line is no event.
 * @public
 */
export async function verifyAuditExport(
  lines: AsyncIterable<string> | Iterable<string>,
  anchors: ReadonlyMap<number, string> = new Map(),
): Promise<AuditExportVerdict> {
  let header: AuditExportHeader | undefined;
  let head: AuditChainHead = { position: 0, hash: '' };
  let batch: SealedAuditEvent[] = [];
  let number = 0;
  let broken: AuditChainBreak | undefined;
  const flush = () => {
    ({ head, broken } = verifyAuditEvents(head, batch, anchors));
    batch = [];
  };
  for await (const line of lines) {
    number++;
    if (!line.trim()) {
      continue;
    }
    const value = parse(line, number);
    if (!header) {
      header = toHeader(value);
      head = header.after;
      continue;
    }
    if (!isSealed(value)) {
      throw new InputError(`Line ${number} has no position and hash`);
    }
    batch.push(value);
    if (batch.length === BATCH) {
      flush();
      if (broken) {
        break;
      }
    }
  }
  if (!header) {
    throw new InputError('The file is empty');
  }
  if (!broken) {
    flush();
  }
  const found = broken ?? endOf(header, head);
  const { position } = header.after;
  return {
    header,
    head,
    anchorsCompared: [...anchors.keys()].filter(
      at => at > position && at <= head.position,
    ).length,
    ...(found && { broken: found }),
  };
}

function endOf(
  { until }: AuditExportHeader,
  head: AuditChainHead,
): AuditChainBreak | undefined {
  if (head.position < until.position) {
    return missingAuditEvents(head, until.position);
  }
  return head.hash === until.hash
    ? undefined
    : {
        position: head.position,
        reason: 'edited',
        message: `The export is said to end at position ${until.position} with ${until.hash}, and ends at ${head.position} with ${head.hash}.`,
      };
}

function parse(line: string, number: number): JsonObject {
  try {
    const value = JSON.parse(line);
    if (value && typeof value === 'object' && !Array.isArray(value)) {
      return value;
    }
  } catch {
    // said below
  }
  throw new InputError(`Line ${number} is not a JSON object`);
}

function toHeader(value: JsonObject): AuditExportHeader {
  if (
    value.kind !== AUDIT_EXPORT_KIND ||
    !isHead(value.after) ||
    !isHead(value.until)
  ) {
    throw new InputError('The first line is not that of an audit export');
  }
  return value as AuditExportHeader;
}

function isHead(value: unknown): value is AuditChainHead {
  return (
    typeof value === 'object' && value !== null && isSealed(value as JsonObject)
  );
}

function isSealed(value: JsonObject): value is SealedAuditEvent {
  return (
    Number.isSafeInteger(value.position) &&
    typeof value.hash === 'string' &&
    /^[0-9a-f]{64}$/.test(value.hash)
  );
}
