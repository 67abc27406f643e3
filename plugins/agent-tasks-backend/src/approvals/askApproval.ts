import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { insertApprovalRequest } from '../database/operations/approvals/insertApprovalRequest';
import { enqueueApprovalNews } from '../database/operations/outbox/enqueueApprovalNews';
import { findTemplateVersion } from '../database/operations/templates';
import { appendTimeline } from '../database/operations/timeline/appendTimeline';
import { BROKER } from '../launcher/actor';
import type { TaskRow } from '../database/rows';
import { digestJson } from '../json/digest';

/** How long an approval is waited for, and when approvers are reminded. */
export type ApprovalTimes = Pick<
  AgentTasksConfig['approvals'],
  'expiryMs' | 'reminderMs'
>;

/**
 * Asks for the approvals of a decision, in the transaction that lets the task
 * wait for them.
 *
 * @returns what the audit row says of it.
 */
export async function askApproval(
  tx: Knex.Transaction,
  options: {
    task: TaskRow;
    decision: PolicyDecision;
    /** Who submitted or retried the task. */
    askedBy: string;
    times: ApprovalTimes;
  },
): Promise<JsonObject> {
  const { task, decision, askedBy, times } = options;
  const needs = decision.approvals ?? [];
  const { evaluatedAt, ...decided } = decision;
  const version =
    task.template_version_id !== null
      ? await findTemplateVersion(tx, task.template_version_id)
      : undefined;
  const request = await insertApprovalRequest(tx, {
    task_id: task.id,
    prompt_digest: task.prompt_digest,
    template_digest: version?.digest ?? null,
    decision_digest: digestJson(decided as unknown as JsonObject),
    needs,
    approvers: [...new Set(needs.flatMap(({ by }) => by))],
    asked_by: askedBy,
    expiresInMs: times.expiryMs,
    remindInMs: times.reminderMs,
  });
  const asked: JsonObject = {
    requestId: request.id,
    needs: needs as unknown as JsonObject[],
    expiresAt: request.expires_at.toISOString(),
  };
  await appendTimeline(tx, {
    taskId: task.id,
    kind: 'approval-asked',
    actor: BROKER,
    data: asked,
  });
  await enqueueApprovalNews(tx, request, {
    event: 'asked',
    requestId: request.id,
  });
  return asked;
}
