import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { requestFacts } from '../audit/requestFacts';
import { appendAudit } from '../database/operations/audit/appendAudit';
import type { Caller } from './TaskService';

/** Leaves a refusal with all of its reasons on the audit trail. */
export async function auditRefusal(
  database: Knex,
  refusal: {
    action: string;
    caller: Caller;
    decision: PolicyDecision;
    resolved: {
      facts: { entityRef?: string };
      repository?: { host: string; owner: string; name: string };
      template?: { digest: string };
    };
    ticket?: string;
    taskId?: string;
  },
): Promise<void> {
  const { action, caller, decision, resolved, ticket, taskId } = refusal;
  const { repository, facts } = resolved;
  await appendAudit(database, {
    action,
    actor: caller.actor,
    result: 'refused',
    task_id: taskId,
    entity_ref: facts.entityRef?.slice(0, 255),
    repository:
      repository && `${repository.host}/${repository.owner}/${repository.name}`,
    template_digest: resolved.template?.digest,
    ticket,
    details: {
      ...requestFacts(caller),
      decision: decision as unknown as JsonObject,
    },
  });
}
