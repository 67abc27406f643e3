import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { ServiceUnavailableError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { requestFacts } from '../audit/requestFacts';
import { stateOf } from '../audit/stateOf';
import { askApproval } from '../approvals/askApproval';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { campaignNotRunning } from '../campaigns/campaignNotRunning';
import { mayLaunch } from '../campaigns/mayLaunch';
import { keepAttemptTexts } from '../database/operations/retries/keepAttemptTexts';
import { loadAttemptFacts } from '../database/operations/retries/loadAttemptFacts';
import { databaseTime } from '../database/operations/sqlTime';
import { findTask } from '../database/operations/tasks/findTask';
import { lockTask } from '../database/operations/tasks/lockTask';
import {
  TaskPatch,
  transitionTask,
} from '../database/operations/tasks/transitionTask';
import type { TaskRow } from '../database/rows';
import { LimitPassed } from '../limits/LimitPassed';
import { markAudited } from '../refusals/auditedRefusals';
import { createRefusal, RefusalKind } from '../refusals/Refusal';
import { taskNotFound } from '../refusals/taskNotFound';
import { auditRefusal } from './auditRefusal';
import { lentToken } from './lentToken';
import { goesOn } from '../retries/AttemptPlan';
import { planAttempt } from '../retries/planAttempt';
import {
  changedParameters,
  RewrittenColumns,
  rewriteTask,
} from './rewriteTask';
import { taskActions } from './taskActions';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller, RetryRequest } from './TaskService';

// the earlier attempt stays in agent_task_attempts and pull_requests
const freshAttempt: TaskPatch = {
  agent_state: null,
  pull_state: null,
  pull_pending: false,
  held: false,
  not_before: null,
  identity_id: null,
  admitted_at: null,
  lease_id: null,
  lease_until: null,
  github_task_id: null,
  github_task_url: null,
  head_ref: null,
  failure_class: null,
  failure_message: null,
  github_updated_at: null,
  read_at: null,
  next_look_at: null,
  launched_at: null,
  settled_at: null,
};

/** What is asked for with a retry. */
export type RetryOptions = RetryRequest & {
  /**
   * Of an attempt that a rule asks for: only where no other was made since this
   * one, and not where policy could not be evaluated.
   */
  afterAttempt?: number;
};

/**
 * Queues a new attempt of a task that has ended without its result, or whose
 * agent is to go on with its pull request; or lets it wait for approval where
 * none was given for the same content.
 *
 * Policy is asked before the row is locked, the state after: of two retries,
 * or a retry and a reading that finds the agent at work again, one wins.
 */
export async function retryTask(
  deps: TaskDependencies,
  id: string,
  options: RetryOptions,
  caller: Caller,
): Promise<TaskRow> {
  const { database } = deps;
  const seen = await findTask(database, id);
  if (!seen) {
    throw taskNotFound(id);
  }
  assertAllowed(seen, options);
  const plan = planAttempt(
    seen,
    await loadAttemptFacts(database, seen),
    options,
  );
  const gitHubToken = lentToken(deps, caller);
  if (seen.as_requester && gitHubToken === undefined) {
    throw createRefusal('invalid', [
      {
        code: 'requester-token-needed',
        message:
          "The task was launched with the requester's own token, which is not kept.",
        nextStep:
          'Send the token again with the retry, or submit a new task without one.',
      },
    ]);
  }
  const rewritten =
    options.parameters &&
    (await rewriteTask(deps, seen, options.parameters as JsonObject, caller));
  const { decision, kind, undecided } = await deps.reviewer.review(
    { ...seen, ...rewritten?.patch, attempt_plan: plan },
    {
      credentials: caller.credentials,
      stage: 'retry',
      askedBy: caller.actor,
      promptProblems: rewritten?.problems,
    },
  );
  if (undecided && options.afterAttempt !== undefined) {
    // nobody is there to try again once the others answer
    throw new ServiceUnavailableError(
      decision.reasons.map(({ message }) => message).join(' '),
    );
  }
  const refuse = async (why: RefusalKind, refusal: PolicyDecision) => {
    await auditRefusal(database, {
      action: 'task.retry',
      caller,
      decision: refusal,
      resolved: {
        facts: {
          ...(seen.entity_ref !== null && { entityRef: seen.entity_ref }),
        },
        repository: {
          host: seen.host,
          owner: seen.repository_owner,
          name: seen.repository_name,
        },
      },
      taskId: id,
    });
    return markAudited(createRefusal(why, refusal.reasons));
  };
  if (kind) {
    throw await refuse(kind, decision);
  }

  const row = await database
    .transaction(tx =>
      requeue(tx, deps, {
        ...options,
        id,
        caller,
        decision,
        gitHubToken,
        rewritten: rewritten?.patch,
      }),
    )
    .catch(async error => {
      throw error instanceof LimitPassed
        ? await refuse('forbidden', error.decision(decision))
        : error;
    });
  if (!row) {
    throw new Error(`Task ${id} changed while it was locked`);
  }
  deps.onQueued();
  return row;
}

async function requeue(
  tx: Knex.Transaction,
  deps: TaskDependencies,
  options: {
    id: string;
    caller: Caller;
    decision: PolicyDecision;
    gitHubToken?: string;
    rewritten?: RewrittenColumns;
  } & RetryOptions,
): Promise<TaskRow | undefined> {
  const { id, caller, decision, gitHubToken, rewritten } = options;
  const task = await lockTask(tx, id);
  if (!task) {
    throw taskNotFound(id);
  }
  assertAllowed(task, options);
  if (!(await mayLaunch(tx, task))) {
    throw campaignNotRunning();
  }
  const plan = planAttempt(task, await loadAttemptFacts(tx, task), options);
  if (rewritten) {
    await keepAttemptTexts(tx, task);
  }
  const waits = decision.result === 'needs-approval';
  const written = await transitionTask(tx, {
    task,
    event: waits ? 'ask-approval' : 'retry',
    patch: {
      ...freshAttempt,
      // its pull request is the next attempt's, too
      ...(plan && goesOn(plan) && { pull_state: task.pull_state }),
      attempt_plan: plan,
      ...rewritten,
      decision,
      ...startOf(tx, decision),
      as_requester: gitHubToken !== undefined,
    },
    timeline: {
      kind: 'retried',
      actor: caller.actor,
      data: {
        attempt: task.attempt_number + 1,
        ...plan,
        ...(rewritten && {
          changed: changedParameters(task.parameters, rewritten.parameters),
        }),
        ...(options.reason && { reason: options.reason }),
      },
    },
  });
  if (written) {
    await deps.limits?.hold(tx, written);
  }
  if (gitHubToken !== undefined) {
    await deps.requesterTokens?.save(tx, id, gitHubToken);
  }
  const approval =
    written && waits
      ? await askApproval(tx, {
          task: written,
          decision,
          askedBy: caller.actor,
          times: deps.approvals,
        })
      : undefined;
  await appendAudit(tx, {
    action: 'task.retry',
    actor: caller.actor,
    result: 'allowed',
    task_id: id,
    entity_ref: task.entity_ref,
    repository: `${task.host}/${task.repository_owner}/${task.repository_name}`,
    ticket: task.ticket,
    identity_id: task.identity_id,
    details: {
      ...requestFacts(caller),
      ...(gitHubToken !== undefined && { asRequester: true }),
      before: stateOf(task),
      ...(written && { after: stateOf(written) }),
      decision: decision as unknown as JsonObject,
      ...(plan && { plan }),
      ...(rewritten && {
        promptDigest: rewritten.prompt_digest,
        parameters: rewritten.parameters,
        parametersBefore: task.parameters,
      }),
      ...(approval && { approval }),
      ...(options.reason && { reason: options.reason }),
    },
  });
  return written;
}

function startOf(
  tx: Knex.Transaction,
  { notBefore }: PolicyDecision,
): Pick<TaskRow, 'not_before' | 'due_at'> {
  const at = notBefore === undefined ? undefined : new Date(notBefore);
  return { not_before: at ?? null, due_at: at ?? databaseTime(tx) };
}

function assertAllowed(
  task: TaskRow,
  { followUp, afterAttempt }: RetryOptions,
): void {
  if (afterAttempt !== undefined && afterAttempt !== task.attempt_number) {
    throw createRefusal('conflict', [
      {
        code: 'retry-not-possible',
        message: 'Another attempt was made in the meantime.',
      },
    ]);
  }
  // whether the agent can go on is its pull request's matter, see planAttempt
  const { retry } = taskActions(task);
  if (!followUp && !retry.allowed) {
    throw createRefusal('conflict', [
      {
        code: 'retry-not-possible',
        message: retry.reason ?? 'The state of the task allows no retry.',
      },
    ]);
  }
}
