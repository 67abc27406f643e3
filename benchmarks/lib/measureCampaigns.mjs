/*
 * Campaigns at the size of a company. The catalog is in memory: what it needs
 * is not the product's. Beside the planning runs the least that it is made of:
 * the same targets rendered and judged without storing anything, and the same
 * rows stored without judging. Run with Backstage's loader, since the product
 * is TypeScript; answers as a message.
 *
 *   measureCampaigns CONNECTION_JSON
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inParallel, now, quantile, round } from './measure.mjs';

const TARGETS = 10_000;
const OWNERS = 100;
const CAMPAIGNS = 100;
const EACH = 1_000;
const ROUNDS = 5;
/** Judged side by side, and stored together, as the planner does. */
const PARALLEL = 25;
const BATCH = 100;

const require = createRequire(import.meta.url);
const backend = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../plugins/agent-tasks-backend',
);
const load = file => require(path.join(backend, 'src', file));
const { ConfigReader } = require('@backstage/config');
const { createCampaigns } = load('campaigns/createCampaigns');
const { readConfig } = load('config/readConfig');
const { loadWaveFacts } = load('database/operations/campaigns/loadWaveFacts');
const { insertTargets } = load('database/operations/campaigns/insertTargets');
const { RepositoryResolver } = load('entities/RepositoryResolver');
const { IdentityRegistry } = load('identities/IdentityRegistry');
const { CreditBudgets } = load('limits/CreditBudgets');
const { createBuiltInChecks } = load('policy/checks/createBuiltInChecks');
const { createConfiguredChecks } = load('policy/checks/createConfiguredChecks');
const { createPolicyPorts } = load('policy/createPolicyPorts');
const { PolicyEngine } = load('policy/PolicyEngine');
const { RequestResolver } = load('tasks/RequestResolver');
const { TemplateService } = load('templates/TemplateService');

const database = require('knex')({
  client: 'pg',
  connection: JSON.parse(process.argv[2]),
  pool: { min: 0, max: 10 },
});
await database.migrate.latest({ directory: path.join(backend, 'migrations') });
const logger = {
  debug() {},
  info() {},
  warn: console.warn,
  error: console.error,
};
const host = 'github.test';
const rootConfig = new ConfigReader({
  integrations: { github: [{ host, apiBaseUrl: `https://${host}/api/v3` }] },
  agentTasks: {
    identities: [
      { id: 'bench', host, token: 'ghp_bench', repositories: ['bench/*'] },
    ],
    entities: { deniedLifecycles: ['deprecated'] },
    owners: { required: true },
    models: { allow: ['auto'] },
    prompts: { scanSecrets: true },
    tickets: { pattern: '^OPS-\\d+$' },
    review: { maxOpenPullRequests: 5, requireReviewer: true },
    budgets: { creditsPerOwner: 100_000 },
  },
});
const config = readConfig(rootConfig);
const entities = catalogEntities();
const components = [...entities.values()].filter(
  ({ kind }) => kind === 'Component',
);
const catalog = {
  getEntityByRef: async ref => entities.get(ref.toLowerCase()),
  getEntitiesByRefs: async ({ entityRefs }) => ({
    items: entityRefs.map(ref => entities.get(ref.toLowerCase())),
  }),
  queryEntities: async ({ cursor = '0', limit }) => {
    const from = Number(cursor);
    const items = components.slice(from, from + limit);
    return {
      items: structuredClone(items),
      totalItems: components.length,
      pageInfo: {
        ...(from + limit < components.length && {
          nextCursor: String(from + limit),
        }),
      },
    };
  },
};
const auth = { getOwnServiceCredentials: async () => ({}) };
const permissions = {
  authorize: async requests => requests.map(() => ({ result: 'ALLOW' })),
};
const identities = IdentityRegistry.create({ config });
const repositories = RepositoryResolver.fromConfig(rootConfig);
const templates = TemplateService.create({
  catalog,
  database,
  repositories,
  tierAnnotation: config.entities.tierAnnotation,
});
const ports = createPolicyPorts({
  config: config.policy,
  database,
  auth,
  catalog,
  clients: {},
  budgets: CreditBudgets.create({ config: config.policy.budgets, database }),
  logger,
});
const policy = PolicyEngine.create({
  checks: [
    ...createBuiltInChecks(config),
    ...createConfiguredChecks(config, ports, logger),
  ],
  logger,
});
const resolver = RequestResolver.create({
  catalog,
  config,
  identities,
  repositories,
  templates,
});
const { campaigns, planner, keeper } = createCampaigns({
  database,
  logger,
  auth,
  catalog,
  permissions,
  // nobody asks for tasks of others here
  authorizer: { authorize: async () => {} },
  service: { getResources: async () => [] },
  config,
  identities,
  ports,
  repositories,
  templates,
  tasks: {
    database,
    policy,
    templates,
    resolver,
    onQueued() {},
  },
  client() {
    throw new Error('Nothing is taken back here');
  },
  onChanged() {},
});
const caller = {
  credentials: {},
  actor: 'user:default/ada',
  requestId: 'bench',
};

// 1. planning
global.gc?.();
const idle = process.memoryUsage().rss;
let most = idle;
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss);
}, 50);
const beginAt = now();
const { id } = await campaigns.create(
  {
    title: 'Everything',
    owner: 'group:default/owner-0',
    template: 'migrate',
    parameters: { target: '${{ migrationTarget }}' },
    ticket: 'OPS-1',
    targets: { filter: [{ kind: 'component' }] },
    waves: [{ select: { count: 5 } }, { select: { percent: 25 } }],
  },
  caller,
);
let firstMs;
const planned = planner.settled().then(() => now() - beginAt);
while (firstMs === undefined) {
  const [{ count }] = await database('campaign_targets').count('* as count');
  if (Number(count) > 0) {
    firstMs = now() - beginAt;
  }
  await sleep(20);
}
const planMs = await planned;
clearInterval(watch);
const campaign = await campaigns.get(id, caller);
if (campaign.state !== 'planned' || campaign.targets !== TARGETS) {
  throw new Error(`${campaign.state} ${JSON.stringify(campaign.counts)}`);
}

// 2. what planning is made of, alone
const targets = await database('campaign_targets');
const template = await templates.find('migrate', { credentials: {} });
const known = {
  template,
  templateVersions: await templates.describe(template),
};
const judgeAt = now();
await inParallel(targets, PARALLEL, async target => {
  const { facts } = await resolver.resolve(
    {
      template: 'migrate',
      entityRef: target.entity_ref,
      parameters: target.parameters,
      ticket: 'OPS-1',
      source: 'campaign',
    },
    caller,
    'preview',
    known,
  );
  const { decision } = await policy.evaluate(facts);
  if (decision.result !== 'allow') {
    throw new Error(JSON.stringify(decision.reasons));
  }
});
const judgeMs = now() - judgeAt;
await database('campaign_targets').delete();
const insertAt = now();
for (let from = 0; from < targets.length; from += BATCH) {
  await database.transaction(
    async tx => await insertTargets(tx, targets.slice(from, from + BATCH)),
  );
}
const insertMs = now() - insertAt;

// 3. gates
const [version] = await database('template_versions').limit(1);
await database.raw(
  `with running as (
     insert into campaigns (id, title, owner_ref, state, state_since, created_by,
       created_at, started_at, template_ref, template_version_id, request)
     select gen_random_uuid(), 'Campaign ' || n, 'group:default/owner-1', 'running',
       clock_timestamp(), 'user:default/ada', clock_timestamp(), clock_timestamp(),
       :ref, :version, '{}'
     from generate_series(1, :campaigns::int) n
     returning id
   ), waves as (
     insert into campaign_waves (campaign_id, number, "select", gate, state)
     select id, 1, '{}', '{"mergedAtLeast":0.8,"checksGreenAtLeast":0.9,"soakMinutes":60}', 'open' from running
   ), task as (
     insert into agent_tasks (id, request_digest, title, entity_ref, host,
       repository_owner, repository_name, repository_url, owner_ref,
       parameters, create_pull_request, prompt, prompt_digest, requested_by,
       source, decision, launch_state, agent_state, pull_state, phase,
       attempt_number, phase_since, due_at, campaign_id)
     select gen_random_uuid(), 'sha256:0', 'Task', 'component:default/c' || n,
       :host, 'bench', 'r' || n, 'https://x/bench/r' || n, 'group:default/owner-1',
       '{}', true, 'Migrate.', 'sha256:0', 'user:default/ada', 'campaign', '{}',
       'launched', 'completed', case when n % 2 = 0 then 'merged' else 'open' end,
       case when n % 2 = 0 then 'done' else 'in-review' end, 1,
       clock_timestamp(), clock_timestamp(), running.id
     from running, generate_series(1, :each::int) n
     returning id, campaign_id, repository_name
   ), pulls as (
     insert into pull_requests (task_id, attempt_number, database_id, number, state, checks)
     select id, 1, id::text, 1, 'open', 'success' from task
   )
   insert into campaign_targets (id, campaign_id, position, target_key, wave, host,
     repository_owner, repository_name, entity_refs, owner_ref, parameters,
     verdict, reasons, task_id)
   select gen_random_uuid(), campaign_id,
     row_number() over (partition by campaign_id), repository_name, 1, :host, 'bench',
     repository_name, '[]', 'group:default/owner-1', '{}', 'allowed', '[]', id
   from task`,
  {
    ref: version.template_ref,
    version: version.id,
    campaigns: CAMPAIGNS,
    each: EACH,
    host,
  },
);
await database.raw('vacuum analyze');
const running = await database('campaigns')
  .where('state', 'running')
  .pluck('id');
const lookMs = [];
const sqlMs = [];
for (let turn = 0; turn < ROUNDS; turn++) {
  const sqlAt = now();
  await loadWaveFacts(database, running);
  sqlMs.push(now() - sqlAt);
  await database('campaigns')
    .where('state', 'running')
    .update({ due_look_at: database.raw('clock_timestamp()') });
  const due = async () =>
    await database('campaigns')
      .where({ state: 'running', lease_id: null })
      .where('due_look_at', '<=', new Date(begun))
      .first('id');
  const begun = Date.now() + 1;
  const lookAt = now();
  do {
    await keeper.run();
  } while (await due());
  lookMs.push(now() - lookAt);
}
const open = await database('campaign_waves').where({ state: 'open' });
if (open.length !== CAMPAIGNS) {
  throw new Error('A gate has opened that is not met');
}
process.send(
  {
    type: 'result',
    result: {
      targets: TARGETS,
      planSeconds: round(planMs / 1_000, 2),
      firstRowsMs: round(firstMs),
      judgeSeconds: round(judgeMs / 1_000, 2),
      insertSeconds: round(insertMs / 1_000, 2),
      overParts: round(planMs / (judgeMs + insertMs), 2),
      overIdleMiB: round((most - idle) / 2 ** 20),
      campaigns: CAMPAIGNS,
      each: EACH,
      lookSeconds: round(quantile(lookMs, 0.5) / 1_000, 2),
      sqlSeconds: round(quantile(sqlMs, 0.5) / 1_000, 2),
      overSql: round(quantile(lookMs, 0.5) / quantile(sqlMs, 0.5), 2),
    },
  },
  () => process.exit(0),
);

function catalogEntities() {
  const template = {
    apiVersion: 'agent-tasks/v1alpha1',
    kind: 'AgentTaskTemplate',
    metadata: { name: 'migrate', namespace: 'default', title: 'Migrate' },
    spec: {
      version: '1.0.0',
      owner: 'group:default/owner-0',
      title: 'Migrate to ${{ parameters.target }}',
      parameters: {
        type: 'object',
        required: ['target'],
        properties: { target: { type: 'string' } },
      },
      prompt:
        'Migrate ${{ entity.metadata.name }} of ${{ owner }} to ${{ parameters.target }}.\nRun the tests before and after.',
    },
  };
  const groups = Array.from({ length: OWNERS }, (_, n) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: `owner-${n}`, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: [{ type: 'hasMember', targetRef: `user:default/member-${n}` }],
  }));
  const users = Array.from({ length: OWNERS }, (_, n) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name: `member-${n}`,
      namespace: 'default',
      annotations: { 'github.com/user-login': `member-${n}` },
    },
    spec: {},
    relations: [],
  }));
  const services = Array.from({ length: TARGETS }, (_, n) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `service-${n}`,
      namespace: 'default',
      description: `Handles ${n}`,
      annotations: {
        'github.com/project-slug': `bench/service-${n}`,
        'backstage.io/source-location': `url:https://${host}/bench/service-${n}/tree/main/`,
        'agent-tasks/tier': String(1 + (n % 3)),
        'agent-tasks/migration-target': 'node-24',
      },
    },
    spec: { type: 'service', lifecycle: 'production' },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/owner-${n % OWNERS}` },
    ],
  }));
  return new Map(
    [template, ...groups, ...users, ...services].map(entity => [
      `${entity.kind}:default/${entity.metadata.name}`.toLowerCase(),
      entity,
    ]),
  );
}
