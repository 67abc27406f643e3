import { canonicalJson } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { JsonObject } from '@backstage/types';

/**
 * Everything of a row that its hash covers, each column under the name that it
 * has in the API and in exports. A column that is added later is left out where
 * it is empty, so that it changes no earlier hash.
 */
const columns = {
  id: 'e.id::text',
  // a JavaScript date would drop the microseconds
  at: `to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  action: 'e.action',
  actor: 'e.actor',
  actorKind: 'e.actor_kind',
  onBehalfOf: 'e.on_behalf_of',
  result: 'e.result',
  requestId: 'e.request_id',
  taskId: 'e.task_id',
  entityRef: 'e.entity_ref',
  repository: 'e.repository',
  templateDigest: 'e.template_digest',
  ticket: 'e.ticket',
  identity: 'e.identity_id',
  before: 'e.before',
  after: 'e.after',
  details: 'e.details',
};

/** To be selected from `audit_events e`. */
export const auditColumns = Object.entries(columns)
  .map(([name, sql]) => `${sql} as "${name}"`)
  .join(', ');

/** The same, with the place in the chain. */
export const sealedAuditColumns = `e.position, e.hash, ${auditColumns}`;

/** What was selected by {@link auditColumns}. */
export type AuditColumns = { [name in keyof typeof columns]: unknown };

/** An event as the API and exports carry it: columns that are empty are absent. */
export function toAuditContent(row: AuditColumns): JsonObject {
  const content: JsonObject = {};
  for (const [name, value] of Object.entries(row)) {
    if (value !== null) {
      content[name] = value as JsonObject[string];
    }
  }
  return content;
}

/** What the hash of a row covers, as one text. */
export function canonicalAudit(row: AuditColumns): string {
  return canonicalJson(toAuditContent(row));
}
