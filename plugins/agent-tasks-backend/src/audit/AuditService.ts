import type {
  AuditEvent,
  AuditEventPage,
  AuditVerification,
  ExportAuditEventsQuery,
  ListAuditEventsQuery,
  VerifyAuditEventsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { toAuditContent } from '../database/operations/audit/auditColumns';
import {
  listAuditEvents,
  ListedAuditEvent,
} from '../database/operations/audit/listAuditEvents';
import { decodeCursor, encodeCursor } from './cursor';
import { exportTrail } from './exportTrail';
import { toVerification } from './toVerification';
import { verifyTrail } from './verifyTrail';

const DEFAULT_LIMIT = 50;

/** A check of so many takes seconds; the answer says where to go on. */
const VERIFY_LIMIT = 1_000_000;

/** What may be asked of the audit trail; nothing here changes it. */
export class AuditService {
  static create(options: { database: Knex }): AuditService {
    return new AuditService(options.database);
  }

  private constructor(private readonly database: Knex) {}

  /** A page of events, newest first. */
  async list(query: ListAuditEventsQuery): Promise<AuditEventPage> {
    const { limit = DEFAULT_LIMIT, cursor: text, ...filters } = query;
    const cursor = text === undefined ? undefined : decodeCursor(text);
    const backward = cursor?.backward ?? false;
    const found = await listAuditEvents(this.database, {
      filters,
      limit,
      backward,
      ...(cursor && { from: cursor.from }),
    });
    const hasMore = found.length > limit;
    const rows = backward
      ? found.slice(hasMore ? 1 : 0)
      : found.slice(0, limit);
    const items = rows.map(toAuditEvent);
    const [first, last] = [items[0], items.at(-1)];
    const hasNext = backward || hasMore;
    const hasPrevious = backward ? hasMore : cursor !== undefined;
    return {
      items,
      pageInfo: {
        ...(hasNext &&
          last && {
            nextCursor: encodeCursor({ from: last, backward: false }),
          }),
        ...(hasPrevious &&
          first && {
            prevCursor: encodeCursor({ from: first, backward: true }),
          }),
      },
    };
  }

  /** Checks a stretch of the chain; memory does not grow with its length. */
  async verify(query: VerifyAuditEventsQuery): Promise<AuditVerification> {
    return toVerification(
      await verifyTrail(this.database, {
        limit: VERIFY_LIMIT,
        ...query,
      }),
    );
  }

  /** A stretch of the chain as lines of JSON; memory does not grow with it. */
  async export(query: ExportAuditEventsQuery): Promise<AsyncIterable<string>> {
    return await exportTrail(this.database, query);
  }
}

function toAuditEvent(row: ListedAuditEvent): AuditEvent {
  const event = toAuditContent(row);
  return {
    ...event,
    ...(row.position !== null && { position: Number(row.position) }),
  } as AuditEvent;
}
