import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type {
  CampaignRow,
  CampaignTargetRow,
  CampaignWaveRow,
  TaskRow,
  TemplateVersionRow,
} from '../database/rows';

/** Who asks, in the order of the cells of a {@link RouteRow}. */
export const roles = [
  'anonymous',
  'nobody',
  'requester',
  'owner',
  'other',
  'administrator',
  'service',
] as const;

/** What every role is answered by one route. */
export type RouteRow = {
  /**
   * One cell a role, in the order of {@link roles}: the status, and behind a
   * slash how many items the answer has that were not refused.
   */
  expect: string;
  /** The task before the request; queued unless given. */
  task?: Partial<TaskRow>;
  body?: (task: TaskRow) => object;
  query?: string;
  /**
   * Inserts what else the route needs; answers path parameters beyond `id` (of
   * the task), and `namespace` and `name` (of the template).
   */
  prepare?: (knex: Knex, task: TaskRow) => Promise<Record<string, string>>;
};

const failed = { launch_state: 'launch_failed', phase: 'failed' } as const;
const held = {
  launch_state: 'launch_unknown',
  phase: 'needs-attention',
  held: true,
  attempt_number: 1,
} as const;

const waiting = {
  launch_state: 'awaiting_approval',
  phase: 'awaiting-approval',
} as const;

/** An approval that everybody is asked for who could give it. */
const asked: RouteRow['prepare'] = async (knex, task) => {
  await knex('approval_requests').insert({
    id: randomUUID(),
    task_id: task.id,
    state: 'open',
    prompt_digest: task.prompt_digest,
    decision_digest: 'sha256:0',
    needs: '[]' as unknown as [],
    approvers: ['requester', 'owner', 'other', 'administrator'].map(
      role => `user:default/${role}`,
    ),
    asked_by: task.requested_by,
    expires_at: new Date(Date.now() + 60_000),
  });
  return {};
};

/** The version that the task was made from, as a path names it. */
function version(row: Pick<TemplateVersionRow, 'status'>): RouteRow['prepare'] {
  return async (knex, task) => {
    const [{ digest }] = await knex('template_versions')
      .where('id', task.template_version_id)
      .update(row)
      .returning('digest');
    return { digest };
  };
}

/** The only finding, in the repository of the task. */
async function finding(knex: Knex, task: TaskRow) {
  await knex('bypass_findings').delete();
  const [{ id }] = await knex('bypass_findings')
    .insert({
      id: randomUUID(),
      host: task.host,
      repository_owner: task.repository_owner,
      repository_name: task.repository_name,
      github_task_id: randomUUID(),
      kind: 'no-intent',
      created_at: new Date(),
    })
    .returning('id');
  return { id };
}

const plan = {
  title: 'Node 24',
  owner: 'group:default/team-a',
  template: 'migrate',
  parameters: { target: 'node-24' },
  targets: { entityRefs: ['orders'] },
};

const scheduled = {
  title: 'Releases',
  owner: 'group:default/team-a',
  times: { cron: '0 9 * * 4', timeZone: 'Europe/Berlin' },
  work: { template: plan.template, targets: plan.targets },
};

/** The only schedule. */
function schedule(enabled = true): RouteRow['prepare'] {
  return async knex => {
    await knex('schedules').delete();
    const id = randomUUID();
    const by = 'user:default/ada';
    await knex('schedules').insert({
      id,
      title: scheduled.title,
      owner_ref: scheduled.owner,
      request: JSON.stringify(scheduled) as never,
      enabled,
      created_by: by,
      created_at: new Date(),
      changed_by: by,
      changed_at: new Date(),
    });
    return { id };
  };
}

/** The only campaign, with one target in one wave. */
function campaign(
  state: CampaignRow['state'],
  wave: CampaignWaveRow['state'] = 'waiting',
): RouteRow['prepare'] {
  return async (knex, task) => {
    await knex('campaigns').delete();
    const id = randomUUID();
    const targetId = randomUUID();
    await knex('campaigns').insert({
      id,
      title: 'Node 24',
      owner_ref: 'group:default/team-a',
      state,
      state_since: new Date(),
      created_by: task.requested_by,
      created_at: new Date(),
      template_ref: 'agenttasktemplate:default/migrate',
      template_version_id: task.template_version_id ?? '',
      request: JSON.stringify(plan) as never,
    });
    await knex('campaign_waves').insert({
      campaign_id: id,
      number: 1,
      select: '{}' as never,
      state: wave,
    });
    await knex('campaign_targets').insert({
      id: targetId,
      campaign_id: id,
      position: 1,
      target_key: 'orders',
      wave: 1,
      host: task.host,
      repository_owner: task.repository_owner,
      repository_name: task.repository_name,
      repository_url: task.repository_url,
      entity_ref: task.entity_ref,
      entity_refs: '[]' as never,
      parameters: '{"target":"node-24"}' as never,
      verdict: 'allowed',
      reasons: '[]' as never,
    });
    return { id, targetId };
  };
}

/** The target belongs to the group of the owner. */
function ownedTarget(said: Partial<CampaignTargetRow> = {}) {
  const prepare: RouteRow['prepare'] = async (knex, task) => {
    const made = await campaign('running')!(knex, task);
    await knex('campaign_targets')
      .where({ id: made.targetId })
      .update({
        entity_ref: null,
        owner_ref: 'group:default/owners',
        ...said,
      });
    return made;
  };
  return prepare;
}

const managed = '401 403 403 403 403 200 200';
/** By the owner, too. */
const decided = '401 403 403 200 403 200 200';

/**
 * Every route of the contract. A task was asked for by the requester, and its
 * entity is the owner's; the permissions are those of
 * examples/permission-policy.
 */
export const routeRows: Record<string, RouteRow> = {
  // anonymous, nobody, requester, owner, other, administrator, service
  'GET /v1/tasks': { expect: '401 403 200/1 200/1 200/0 200/1 200/1' },
  'POST /v1/tasks': {
    expect: '401 403 201 201 201 201 201',
    body: () => ({
      template: 'migrate',
      entityRef: 'component:default/orders',
      parameters: { target: 'node-24' },
    }),
  },
  'GET /v1/tasks/facets': { expect: '401 403 200/1 200/1 200/0 200/1 200/1' },
  'POST /v1/tasks/resolve': {
    expect: '401 403 200/0 200/1 200/0 200/1 200/1',
    task: held,
    body: ({ id }) => ({ ids: [id], action: 'give-up' }),
  },
  'GET /v1/tasks/{id}': { expect: '401 403 200 200 404 200 200' },
  'POST /v1/tasks/{id}/retry': {
    expect: '401 403 200 200 404 200 200',
    task: failed,
  },
  'POST /v1/tasks/{id}/follow-up': {
    expect: '401 403 200 200 404 200 200',
    task: {
      launch_state: 'launched',
      agent_state: 'completed',
      phase: 'in-review',
      attempt_number: 1,
    },
    body: () => ({ kind: 'fix-checks' }),
    prepare: async (knex, task) => {
      await knex('pull_requests').insert({
        task_id: task.id,
        attempt_number: 1,
        database_id: '1',
        number: 7,
        state: 'open',
        checks: 'failure',
        head_ref: 'copilot/orders',
      });
      return {};
    },
  },
  'POST /v1/tasks/{id}/withdraw': { expect: '401 403 200 200 404 200 200' },
  'POST /v1/tasks/{id}/attend': {
    expect: '401 403 200 200 404 200 200',
    body: () => ({ action: 'acknowledge' }),
  },
  'POST /v1/tasks/{id}/approve': {
    // who asked may not, and no service may, whatever their permissions
    expect: '401 403 403 200 404 200 403',
    task: waiting,
    body: task => ({ promptDigest: task.prompt_digest }),
    prepare: asked,
  },
  'POST /v1/tasks/{id}/reject': {
    expect: '401 403 403 200 404 200 403',
    task: waiting,
    body: task => ({ promptDigest: task.prompt_digest, comment: 'No.' }),
    prepare: asked,
  },
  'GET /v1/approvals': {
    expect: '401 403 200/1 200/1 200/0 200/1 200/1',
    query: '?for=all',
    task: waiting,
    prepare: asked,
  },
  'GET /v1/templates': { expect: '401 403 200/1 200/1 200/1 200/1 200/1' },
  'GET /v1/templates/{namespace}/{name}/versions': {
    expect: '401 403 200/1 200/1 200/1 200/1 200/1',
  },
  'POST /v1/templates/{namespace}/{name}/versions/{digest}/promote': {
    expect: '401 403 403 403 403 200 200',
    body: () => ({ reason: 'It is what we want.' }),
    prepare: version({ status: 'draft' }),
  },
  'POST /v1/templates/{namespace}/{name}/versions/{digest}/deprecate': {
    expect: '401 403 403 403 403 200 200',
    body: () => ({ reason: 'There will be a better one.' }),
    prepare: version({ status: 'approved' }),
  },
  'POST /v1/templates/{namespace}/{name}/versions/{digest}/revoke': {
    expect: '401 403 403 403 403 200 200',
    body: () => ({ reason: 'It does harm.' }),
    prepare: version({ status: 'approved' }),
  },
  'GET /v1/templates/{namespace}/{name}/drift': {
    expect: '401 403 200 200 200 200 200',
  },
  'GET /v1/audit-events': {
    expect: '401 403 403 403 403 200/1 200/1',
    query: '?limit=1',
  },
  'GET /v1/audit-events/verify': { expect: '401 403 403 403 403 200 200' },
  'GET /v1/audit-events/export': { expect: '401 403 403 403 403 200 200' },
  'GET /v1/provenance': { expect: '401 403 200/1 200/1 200/0 200/1 200/1' },
  'GET /v1/provenance/export': {
    expect: '401 403 200 200 200 200 200',
    query: '?format=csv',
  },
  'GET /v1/bypass-findings': {
    expect: '401 403 403 403 403 200/1 200/1',
    prepare: finding,
  },
  'POST /v1/bypass-findings/{id}/adopt': {
    expect: '401 403 403 403 403 200 200',
    task: held,
    prepare: finding,
    body: ({ id }) => ({ taskId: id }),
  },
  'POST /v1/bypass-findings/{id}/excuse': {
    expect: '401 403 403 403 403 200 200',
    prepare: finding,
    body: () => ({ reason: 'A trial.' }),
  },
  'GET /v1/campaigns': {
    expect: '401 403 403 403 403 200/1 200/1',
    prepare: campaign('planned'),
  },
  'POST /v1/campaigns': {
    expect: '401 403 403 403 403 201 201',
    body: () => plan,
  },
  'GET /v1/campaigns/{id}': { expect: managed, prepare: campaign('planned') },
  'PUT /v1/campaigns/{id}': {
    expect: managed,
    prepare: campaign('planned'),
    body: () => plan,
  },
  'DELETE /v1/campaigns/{id}': {
    expect: '401 403 403 403 403 204 204',
    prepare: campaign('planned'),
  },
  'GET /v1/campaigns/{id}/targets': {
    expect: '401 403 403 403 403 200/1 200/1',
    prepare: campaign('planned'),
  },
  'GET /v1/campaigns/{id}/export': {
    expect: managed,
    prepare: campaign('planned'),
    query: '?format=csv',
  },
  'GET /v1/campaigns/{id}/changes': {
    expect: managed,
    prepare: campaign('running'),
  },
  'GET /v1/campaigns/{id}/targets/{targetId}': {
    expect: managed,
    prepare: campaign('planned'),
  },
  'GET /v1/campaigns/{id}/progress': {
    expect: managed,
    prepare: campaign('running'),
  },
  'GET /v1/campaign-shares': {
    expect: '401 403 200/0 200/1 200/0 200/1 200/1',
    prepare: ownedTarget(),
  },
  'POST /v1/campaigns/{id}/targets/{targetId}/defer': {
    expect: decided,
    prepare: ownedTarget(),
    body: () => ({
      until: new Date(Date.now() + 60_000).toISOString(),
      reason: 'Peak season',
    }),
  },
  'POST /v1/campaigns/{id}/targets/{targetId}/opt-out': {
    expect: decided,
    prepare: ownedTarget(),
    body: () => ({ reason: 'Is retired' }),
  },
  'POST /v1/campaigns/{id}/targets/{targetId}/take-back': {
    expect: decided,
    prepare: ownedTarget({ deferred_until: new Date() }),
  },
  'GET /v1/campaigns/{id}/reviewers': {
    expect: managed,
    prepare: campaign('planned'),
  },
  'POST /v1/campaigns/{id}/targets/exclude': {
    expect: managed,
    prepare: campaign('running'),
    body: () => ({ ids: [randomUUID()] }),
  },
  'POST /v1/campaigns/{id}/targets/include': {
    expect: managed,
    prepare: campaign('running'),
    body: () => ({ ids: [randomUUID()] }),
  },
  'POST /v1/campaigns/{id}/extend': {
    expect: '401 403 403 403 403 200/1 200/1',
    prepare: campaign('running', 'open'),
    body: () => ({ entityRefs: ['billing'] }),
  },
  'POST /v1/campaigns/{id}/version': {
    // 409: the template is what the campaign was planned with
    expect: '401 403 403 403 403 409 409',
    prepare: campaign('running', 'open'),
    body: () => ({}),
  },
  'POST /v1/campaigns/{id}/start': {
    expect: managed,
    prepare: campaign('planned'),
    body: () => ({}),
  },
  'POST /v1/campaigns/{id}/pause': {
    expect: managed,
    prepare: campaign('running'),
    body: () => ({}),
  },
  'POST /v1/campaigns/{id}/resume': {
    expect: managed,
    prepare: campaign('paused'),
    body: () => ({}),
  },
  'POST /v1/campaigns/{id}/stop': {
    expect: managed,
    prepare: campaign('running'),
    body: () => ({}),
  },
  'POST /v1/campaigns/{id}/gate': {
    expect: managed,
    prepare: campaign('running', 'open'),
    body: () => ({ wave: 1 }),
  },
  'POST /v1/campaigns/{id}/recall': {
    expect: managed,
    prepare: campaign('running', 'open'),
    body: () => ({ pullRequests: 'close', reason: 'Wrong' }),
  },
  'POST /v1/campaigns/{id}/retry': {
    expect: managed,
    prepare: campaign('running', 'open'),
    body: () => ({ failureClass: 'agent-error' }),
  },
  'GET /v1/schedules': {
    expect: '401 403 403 403 403 200/1 200/1',
    prepare: schedule(),
  },
  'POST /v1/schedules': {
    expect: '401 403 403 403 403 201 201',
    body: () => scheduled,
  },
  'POST /v1/schedules/next-runs': {
    expect: '401 403 403 403 403 200/5 200/5',
    body: () => scheduled.times,
  },
  'GET /v1/schedules/{id}': { expect: managed, prepare: schedule() },
  'PUT /v1/schedules/{id}': {
    expect: managed,
    prepare: schedule(),
    body: () => scheduled,
  },
  'DELETE /v1/schedules/{id}': {
    expect: '401 403 403 403 403 204 204',
    prepare: schedule(),
  },
  'POST /v1/schedules/{id}/enable': {
    expect: managed,
    prepare: schedule(false),
    body: () => ({}),
  },
  'POST /v1/schedules/{id}/disable': {
    expect: managed,
    prepare: schedule(),
    body: () => ({}),
  },
  'GET /v1/schedules/{id}/runs': {
    expect: '401 403 403 403 403 200/0 200/0',
    prepare: schedule(),
  },
  'POST /v1/schedules/{id}/runs': {
    expect: '401 403 403 403 403 201 201',
    prepare: schedule(),
    body: () => ({}),
  },
  'GET /v1/identities': { expect: '401 403 403 403 403 200/1 200/1' },
};
