import type {
  AgentTaskCustomAgentFile,
  PolicyDecision,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { stateOf } from '../audit/stateOf';
import { mayLaunch } from '../campaigns/mayLaunch';
import { releaseAdmission } from '../database/operations/admission/releaseAdmission';
import { saveIntent } from '../database/operations/attempts/saveIntent';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { handOverPull } from '../database/operations/pulls/handOverPull';
import { databaseTime } from '../database/operations/sqlTime';
import { transitionTask } from '../database/operations/tasks/transitionTask';
import type { AttemptRow, TaskRow } from '../database/rows';
import type { Identity } from '../identities/IdentityRegistry';
import { BROKER } from './actor';
import type { LaunchIntent } from './Launcher';

/**
 * Commits the intent to send a task: its state, attempt, marker and lease, and
 * the audit row, before anything leaves.
 *
 * @returns undefined where the admission is not the caller's any more, or its
 *   campaign was paused or ended since.
 */
export async function beginLaunch(
  tx: Knex.Transaction,
  options: {
    task: TaskRow;
    identity: Identity;
    /** The task's latest attempt, where there is one. */
    previous: AttemptRow | undefined;
    decision: PolicyDecision;
    /** Of its custom agent, where GitHub shows it. */
    agentFile: AgentTaskCustomAgentFile | undefined;
    leaseMs: number;
  },
): Promise<LaunchIntent | undefined> {
  const { task, identity, previous, decision, agentFile, leaseMs } = options;
  if (!(await mayLaunch(tx, task))) {
    await releaseAdmission(tx, { task, dueInMs: 0 });
    return undefined;
  }
  const number =
    previous?.outcome === 'pending'
      ? task.attempt_number
      : task.attempt_number + 1;
  const leaseId = randomUUID();
  const launching = await transitionTask(tx, {
    task,
    event: 'begin-launch',
    leaseId: task.lease_id ?? undefined,
    patch: {
      attempt_number: number,
      identity_id: identity.id,
      decision,
      lease_id: leaseId,
      lease_until: databaseTime(tx, leaseMs),
      failure_class: null,
      failure_message: null,
    },
    timeline: {
      kind: 'launching',
      actor: BROKER,
      data: {
        attempt: number,
        identity: identity.id,
        ...(task.as_requester && { asRequester: true }),
      },
    },
  });
  if (!launching) {
    return undefined;
  }
  const { marker } = await saveIntent(tx, {
    taskId: task.id,
    number,
    marker: randomUUID(),
    identityId: identity.id,
    agentFile,
    plan: task.attempt_plan,
  });
  if (task.attempt_plan?.headRef) {
    await handOverPull(tx, {
      taskId: task.id,
      headRef: task.attempt_plan.headRef,
      number,
    });
  }
  await appendAudit(tx, {
    action: 'task.launch',
    actor: BROKER,
    result: 'allowed',
    task_id: task.id,
    entity_ref: task.entity_ref,
    repository: `${task.host}/${task.repository_owner}/${task.repository_name}`,
    ticket: task.ticket,
    identity_id: identity.id,
    details: {
      before: stateOf(task),
      after: stateOf(launching),
      marker,
      promptDigest: task.prompt_digest,
      ...(task.attempt_plan && { plan: task.attempt_plan }),
      ...(task.custom_agent !== null && {
        customAgentFile: agentFile ?? null,
      }),
      decision: decision as unknown as JsonObject,
    },
  });
  return { task: launching, identity, leaseId, marker };
}
