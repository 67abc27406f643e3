import { askApproval } from '../approvals/askApproval';
import { BULK_PRIORITY, INTERACTIVE_PRIORITY } from '../admission/priorities';
import {
  PolicyDecision,
  revealHidden,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import { randomUUID } from 'crypto';
import type { Knex } from 'knex';
import { requestFacts } from '../audit/requestFacts';
import { stateOf } from '../audit/stateOf';
import { appendAudit } from '../database/operations/audit/appendAudit';
import { enqueueTaskChanged } from '../database/operations/outbox/enqueueTaskChanged';
import { findTaskByKey } from '../database/operations/tasks/findTaskByKey';
import { insertTask, NewTask } from '../database/operations/tasks/insertTask';
import { rowPhase } from '../database/operations/tasks/transitionTask';
import { insertTaskIncludes } from '../database/operations/templates';
import { appendTimeline } from '../database/operations/timeline/appendTimeline';
import type { TaskRow } from '../database/rows';
import { digestText } from '../json/digest';
import { LimitPassed } from '../limits/LimitPassed';
import { markAudited } from '../refusals/auditedRefusals';
import { createRefusal, RefusalKind } from '../refusals/Refusal';
import { auditRefusal } from './auditRefusal';
import { lentToken } from './lentToken';
import { campaignNotRunning } from '../campaigns/campaignNotRunning';
import { targetHeldBack } from '../campaigns/waves/targetHeldBack';
import { campaignVersionChanged } from '../campaigns/changes/campaignVersionChanged';
import { usesVersions } from '../campaigns/changes/sameTemplate';
import { holdCampaign } from '../database/operations/campaigns/holdCampaign';
import type { UsedVersions } from '../templates/TemplateService';
import { requestDigest } from './requestDigest';
import type { KnownParts, ResolvedRequest } from './RequestResolver';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller } from './TaskService';

/** A task of a campaign. */
export type CampaignTask = {
  campaignId: string;
  /** The versions that the campaign was planned with, and what they say. */
  used: UsedVersions;
  known: KnownParts;
  /** Asked again once nobody can say otherwise any more. */
  mayStart?: (tx: Knex.Transaction) => Promise<boolean>;
};

/**
 * Decides about a request and, in one transaction, stores the task, the audit
 * row, the timeline and what is to be told. A task that people have to agree to
 * waits, and they are asked in the same transaction.
 *
 * @returns the new row, or the earlier one of a repeated idempotency key.
 */
export async function submitTask(
  deps: TaskDependencies,
  request: SubmitTaskRequest,
  caller: Caller,
  campaign?: CampaignTask,
): Promise<{ row: TaskRow; created: boolean }> {
  const digest = requestDigest(request);
  // before anything else: a repeat gets its task even where the template or
  // the policy has changed since
  const earlier = await findEarlier(deps.database, request, caller, digest);
  if (earlier) {
    return { row: earlier, created: false };
  }

  const gitHubToken = lentToken(deps, caller);
  const resolved = await deps.resolver.resolve(
    request,
    caller,
    'submit',
    campaign?.known,
  );
  const { decision, kind } = await deps.policy.evaluate(resolved.facts);
  const refuse = async (why: RefusalKind, refusal: PolicyDecision) => {
    await auditRefusal(deps.database, {
      action: 'task.submit',
      caller,
      decision: refusal,
      resolved,
      ticket: request.ticket,
    });
    return markAudited(createRefusal(why, refusal.reasons));
  };
  if (kind) {
    throw await refuse(kind, decision);
  }

  let row: TaskRow | undefined;
  try {
    row = await deps.database.transaction(async tx =>
      store(tx, {
        deps,
        request,
        caller,
        digest,
        resolved,
        decision,
        gitHubToken,
        campaign,
      }),
    );
  } catch (error) {
    throw error instanceof LimitPassed
      ? await refuse('forbidden', error.decision(decision))
      : error;
  }
  if (row) {
    deps.onQueued();
    return { row, created: true };
  }
  // the same key was committed in between
  const winner = await findEarlier(deps.database, request, caller, digest);
  if (!winner) {
    throw new Error('The earlier task of the idempotency key is gone');
  }
  return { row: winner, created: false };
}

async function findEarlier(
  database: Knex,
  request: SubmitTaskRequest,
  caller: Caller,
  digest: string,
): Promise<TaskRow | undefined> {
  const { idempotencyKey } = request;
  if (idempotencyKey === undefined) {
    return undefined;
  }
  const row = await findTaskByKey(database, {
    requestedBy: caller.actor,
    idempotencyKey: idempotencyKey.replaceAll('\0', '\uFFFD'),
  });
  if (row && row.request_digest !== digest) {
    throw createRefusal('conflict', [
      {
        code: 'idempotency-key-reused',
        message: `The idempotency key was used for task ${row.id}, which asks for something else.`,
        nextStep: 'Use a new key for a new request.',
        field: 'idempotencyKey',
      },
    ]);
  }
  return row;
}

async function store(
  tx: Knex.Transaction,
  options: {
    deps: TaskDependencies;
    request: SubmitTaskRequest;
    caller: Caller;
    digest: string;
    resolved: ResolvedRequest;
    decision: PolicyDecision;
    gitHubToken?: string;
    campaign?: CampaignTask;
  },
): Promise<TaskRow | undefined> {
  const { deps, request, caller, digest, resolved, decision, gitHubToken } =
    options;
  const { campaign } = options;
  const { template } = resolved;
  if (campaign) {
    await holdRunning(tx, campaign);
  }
  if (campaign?.mayStart && !(await campaign.mayStart(tx))) {
    throw targetHeldBack();
  }
  const used = campaign
    ? await hold(deps, campaign.used, tx)
    : template && (await deps.templates.recordUse(template, tx));
  const row = await insertTask(tx, {
    ...toNewTask({ request, caller, resolved, decision }),
    request_digest: digest,
    as_requester: gitHubToken !== undefined,
    ...(used && { template_version_id: used.version.id }),
    ...(campaign && { campaign_id: campaign.campaignId }),
  });
  if (!row) {
    return undefined;
  }
  await deps.limits?.hold(tx, row);
  await insertTaskIncludes(
    tx,
    row.id,
    used?.includes.map(({ id }) => id) ?? [],
  );
  if (gitHubToken !== undefined) {
    await deps.requesterTokens?.save(tx, row.id, gitHubToken);
  }
  await appendTimeline(tx, {
    taskId: row.id,
    kind: 'requested',
    actor: caller.actor,
    data: {
      source: row.source,
      ...(campaign && { campaign: campaign.campaignId }),
      ...(template && { template: template.ref, digest: template.digest }),
      ...(row.ticket && { ticket: row.ticket }),
    },
  });
  await appendTimeline(tx, {
    taskId: row.id,
    kind: 'decided',
    actor: 'plugin:agent-tasks',
    data: { decision: decision as unknown as JsonObject },
  });
  const approval =
    decision.result === 'needs-approval'
      ? await askApproval(tx, {
          task: row,
          decision,
          askedBy: caller.actor,
          times: deps.approvals,
        })
      : undefined;
  await appendAudit(tx, {
    action: 'task.submit',
    actor: caller.actor,
    result: 'allowed',
    task_id: row.id,
    entity_ref: row.entity_ref,
    repository: `${row.host}/${row.repository_owner}/${row.repository_name}`,
    template_digest: template?.digest,
    ticket: row.ticket,
    details: {
      ...requestFacts(caller),
      ...(row.as_requester && { asRequester: true }),
      after: stateOf(row),
      promptDigest: row.prompt_digest,
      ...(template?.includes.length && {
        includes: template.includes.map(({ ref, digest: of }) => ({
          ref,
          digest: of,
        })),
      }),
      decision: decision as unknown as JsonObject,
      ...(approval && { approval }),
    },
  });
  await enqueueTaskChanged(tx, row);
  return row;
}

/**
 * From here on nobody pauses the campaign, or gives it another version, before
 * the task is committed.
 */
async function holdRunning(
  tx: Knex.Transaction,
  { campaignId, used }: CampaignTask,
): Promise<void> {
  const campaign = await holdCampaign(tx, campaignId);
  if (campaign?.state !== 'running') {
    throw campaignNotRunning();
  }
  if (!usesVersions(campaign, used)) {
    throw campaignVersionChanged();
  }
}

async function hold(
  { templates }: TaskDependencies,
  used: UsedVersions,
  tx: Knex.Transaction,
): Promise<UsedVersions> {
  await templates.hold(used, tx);
  return used;
}

function toNewTask(options: {
  request: SubmitTaskRequest;
  caller: Caller;
  resolved: ResolvedRequest;
  decision: PolicyDecision;
}): Omit<NewTask, 'request_digest'> {
  const { request, caller, resolved, decision } = options;
  const { repository, facts, entityFacts, template } = resolved;
  if (!repository || facts.prompt === undefined) {
    throw new Error('Policy allowed a request without repository or prompt');
  }
  const launchState =
    decision.result === 'needs-approval' ? 'awaiting_approval' : 'queued';
  // policy knows of what was asked for, and may have put it off
  const startsAt = decision.notBefore ?? request.notBefore;
  const notBefore = startsAt === undefined ? undefined : new Date(startsAt);
  return {
    id: randomUUID(),
    ...(request.idempotencyKey !== undefined && {
      idempotency_key: request.idempotencyKey,
    }),
    title: resolved.title,
    ...(facts.entityRef && { entity_ref: facts.entityRef }),
    host: repository.host,
    repository_owner: repository.owner,
    repository_name: repository.name,
    repository_url: repository.url,
    ...(entityFacts?.owner && { owner_ref: entityFacts.owner }),
    ...(entityFacts?.tier && { tier: revealHidden(entityFacts.tier) }),
    ...(entityFacts?.migrationTarget && {
      migration_target: revealHidden(entityFacts.migrationTarget),
    }),
    ...(template && { template_ref: template.ref }),
    parameters: facts.parameters,
    ...(request.ticket && { ticket: request.ticket }),
    ...(resolved.model && { model: resolved.model }),
    ...(resolved.customAgent && { custom_agent: resolved.customAgent }),
    ...(resolved.baseRef && { base_ref: resolved.baseRef }),
    create_pull_request: resolved.createPullRequest,
    prompt: facts.prompt,
    prompt_digest: digestText(facts.prompt),
    requested_by: caller.actor,
    source: request.source ?? 'api',
    priority: caller.userRef ? INTERACTIVE_PRIORITY : BULK_PRIORITY,
    decision,
    launch_state: launchState,
    phase: rowPhase({
      launch_state: launchState,
      agent_state: null,
      pull_state: null,
      pull_pending: false,
      held: false,
      not_before: notBefore ?? null,
    }),
    ...(notBefore && { not_before: notBefore, due_at: notBefore }),
  };
}
