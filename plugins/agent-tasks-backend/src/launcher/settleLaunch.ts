import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { stateOf } from '../audit/stateOf';
import { updateAttempt } from '../database/operations/attempts/updateAttempt';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { noteAvailable } from '../database/operations/identities/noteAvailable';
import { freeLedgerPlace } from '../database/operations/ledger/freeLedgerPlace';
import { markLedgerSent } from '../database/operations/ledger/markLedgerSent';
import { databaseTime } from '../database/operations/sqlTime';
import { transitionTask } from '../database/operations/tasks/transitionTask';
import type { TaskReading } from '../github/mapTask';
import { applyIdentityEffect } from '../identities/applyIdentityEffect';
import { forgetRequester } from '../identities/RequesterTokens';
import { acceptedAttempt, acceptedPatch } from './acceptedPatch';
import { BROKER } from './actor';
import type { LaunchIntent } from './Launcher';
import type { LaunchOutcome } from './outcome';

/** A task appears in lists with a lag of a second or so. */
const FIRST_RECONCILE_MS = 1_000;

/** What came back from the POST. */
export type LaunchResult =
  | { reading: TaskReading; sentAt: Date }
  | { outcome: LaunchOutcome; sentAt?: Date };

/**
 * Writes what became of a launch: task, attempt, ledger and identity at once.
 *
 * @returns false where the worker has lost its lease; then nothing is written.
 */
export async function settleLaunch(
  tx: Knex.Transaction,
  intent: LaunchIntent,
  result: LaunchResult,
): Promise<boolean> {
  return 'reading' in result
    ? await settleAccepted(tx, intent, result)
    : await settleOther(tx, intent, result);
}

async function settleAccepted(
  tx: Knex.Transaction,
  { task, identity, leaseId }: LaunchIntent,
  { reading, sentAt }: { reading: TaskReading; sentAt: Date },
): Promise<boolean> {
  const launched = await transitionTask(tx, {
    task,
    event: 'accepted',
    leaseId,
    patch: acceptedPatch(tx, reading),
    timeline: {
      kind: 'launched',
      actor: 'github',
      data: {
        attempt: task.attempt_number,
        githubTaskId: reading.id,
        ...(reading.url && { url: reading.url }),
      },
    },
  });
  if (!launched) {
    return false;
  }
  await updateAttempt(
    tx,
    { taskId: task.id, number: task.attempt_number },
    { ...acceptedAttempt(reading), sent_at: sentAt, http_status: 201 },
  );
  await markLedgerSent(tx, task.id);
  await forgetRequester(tx, task);
  await appendAudit(tx, {
    action: 'task.launched',
    actor: BROKER,
    result: 'allowed',
    task_id: task.id,
    identity_id: identity.id,
    details: {
      before: stateOf(task),
      after: stateOf(launched),
      githubTaskId: reading.id,
    },
  });
  await noteAvailable(tx, identity.id);
  return true;
}

const moves = {
  fail: { event: 'not-accepted', kind: 'launch-failed', dueInMs: 0 },
  // whether GitHub may be asked again is the identity's pause
  postpone: { event: 'postpone', kind: 'requeued', dueInMs: 0 },
  unknown: {
    event: 'outcome-unknown',
    kind: 'launch-unknown',
    dueInMs: FIRST_RECONCILE_MS,
  },
} as const;

async function settleOther(
  tx: Knex.Transaction,
  { task, identity, leaseId }: LaunchIntent,
  { outcome, sentAt }: { outcome: LaunchOutcome; sentAt?: Date },
): Promise<boolean> {
  const { failure, httpStatus } = outcome;
  const data: JsonObject = {
    attempt: task.attempt_number,
    class: failure.class,
    message: failure.message,
    ...(httpStatus && { status: httpStatus }),
  };
  const { event, kind, dueInMs } = moves[outcome.verdict];
  const moved = await transitionTask(tx, {
    task,
    event,
    leaseId,
    patch: {
      admitted_at: null,
      lease_id: null,
      lease_until: null,
      failure_class: failure.class,
      failure_message: failure.message,
      due_at: databaseTime(tx, outcome.retryInMs ?? dueInMs),
      ...(outcome.verdict === 'postpone' && { identity_id: null }),
    },
    timeline: { kind, actor: sentAt ? 'github' : BROKER, data },
  });
  if (!moved) {
    return false;
  }
  await updateAttempt(
    tx,
    { taskId: task.id, number: task.attempt_number },
    {
      // an attempt that goes back into the queue is sent again as itself
      outcome: outcome.verdict === 'postpone' ? 'pending' : outcome.outcome,
      sent_at: sentAt ?? null,
      http_status: httpStatus ?? null,
      failure_class: failure.class,
      failure_message: failure.message,
    },
  );
  if (outcome.outcome === 'not-sent') {
    await freeLedgerPlace(tx, task.id);
  } else {
    await markLedgerSent(tx, task.id);
  }
  if (outcome.verdict !== 'postpone') {
    await forgetRequester(tx, task);
  }
  await appendAudit(tx, {
    action: `task.${kind}`,
    actor: BROKER,
    result: outcome.verdict === 'fail' ? 'refused' : 'allowed',
    task_id: task.id,
    identity_id: identity.id,
    details: {
      before: stateOf(task),
      after: stateOf(moved),
      reasons: [{ code: failure.class, message: failure.message }],
      ...(httpStatus && { status: httpStatus }),
    },
  });
  // last: the identity's row is locked as shortly as possible
  await applyIdentityEffect(tx, identity, outcome);
  return true;
}
