import {
  AuditExportHeader,
  AUDIT_EXPORT_KIND,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { ExportAuditEventsQuery } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { listSealed } from '../database/operations/audit/listSealed';
import { readAuditChain } from '../database/operations/audit/readAuditChain';
import { startOf } from './verifyTrail';

const BATCH = 2_000;

/**
 * A stretch of the chain as lines of JSON, ready to be checked elsewhere: first
 * what the stretch is, then its events. The end is fixed before the first
 * line, so a file that was cut off on its way shows.
 *
 * @returns texts of many lines each
 */
export async function exportTrail(
  knex: Knex,
  query: ExportAuditEventsQuery,
): Promise<AsyncIterable<string>> {
  const chain = await readAuditChain(knex);
  const after = await startOf(knex, chain, query.after);
  const end = { position: Number(chain.position), hash: chain.hash };
  const until =
    query.until !== undefined && query.until < end.position
      ? await startOf(knex, chain, query.until)
      : end;
  const header: AuditExportHeader = {
    kind: AUDIT_EXPORT_KIND,
    exportedAt: new Date().toISOString(),
    after,
    until,
  };
  return lines(knex, header);
}

async function* lines(
  knex: Knex,
  header: AuditExportHeader,
): AsyncIterable<string> {
  yield `${JSON.stringify(header)}\n`;
  const until = header.until.position;
  let after = header.after.position;
  while (after < until) {
    const events = await listSealed(knex, { after, until, limit: BATCH });
    const last = events.at(-1);
    if (!last) {
      return;
    }
    yield events.map(event => `${JSON.stringify(event)}\n`).join('');
    after = last.position;
  }
}
