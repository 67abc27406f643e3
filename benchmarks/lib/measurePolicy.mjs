/*
 * Policy with every check switched on, called as the product calls it. GitHub
 * and the ticket system are servers on loopback that take their time; catalog
 * and database are read as in the product. Run with Backstage's loader, since
 * the product is TypeScript; answers as a message.
 *
 *   measurePolicy CONNECTION_JSON
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inParallel, now, quantile, round } from './measure.mjs';

const TARGETS = 1_000;
const OWNERS = 20;
const AT_ONCE = 20;
const SINGLY = 500;
const WARM_UP = 50;
/** Settled tasks, from which costs are estimated and budgets are summed. */
const HISTORY = 2_000;
/** How long GitHub and the ticket system take for an answer. */
const ANSWER_MS = 100;

const require = createRequire(import.meta.url);
const backend = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../plugins/agent-tasks-backend',
);
const load = file => require(path.join(backend, 'src', file));
const { ConfigReader } = require('@backstage/config');
const { readConfig } = load('config/readConfig');
const { RepositoryResolver } = load('entities/RepositoryResolver');
const { AnswerRecorder } = load('identities/AnswerRecorder');
const { GitHubClients } = load('identities/GitHubClients');
const { IdentityRegistry } = load('identities/IdentityRegistry');
const { CreditBudgets } = load('limits/CreditBudgets');
const { createBuiltInChecks } = load('policy/checks/createBuiltInChecks');
const { createConfiguredChecks } = load('policy/checks/createConfiguredChecks');
const { createPolicyPorts } = load('policy/createPolicyPorts');
const { PolicyEngine } = load('policy/PolicyEngine');
const { previewTask } = load('tasks/previewTask');
const { RequestResolver } = load('tasks/RequestResolver');
const { TemplateService } = load('templates/TemplateService');

const knex = require('knex')({
  client: 'pg',
  connection: JSON.parse(process.argv[2]),
  pool: { min: 0, max: 20 },
});
const logger = {
  debug() {},
  info() {},
  warn: console.warn,
  error: console.error,
};
await knex.migrate.latest({ directory: path.join(backend, 'migrations') });

let asked = 0;
const server = createServer((req, res) => {
  req.resume();
  asked++;
  setTimeout(() => {
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(req.url.includes('graphql') ? gitHub() : jira()));
  }, ANSWER_MS);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const host = `127.0.0.1:${server.address().port}`;

const rootConfig = new ConfigReader({
  integrations: { github: [{ host, apiBaseUrl: `http://${host}/api/v3` }] },
  agentTasks: {
    identities: [
      { id: 'bench', host, token: 'ghp_bench', repositories: ['bench/*'] },
    ],
    entities: { deniedLifecycles: ['deprecated'] },
    owners: { required: true },
    tiers: { 1: { ticket: 'required' } },
    models: { allow: ['auto'] },
    customAgents: { allow: ['reviewer'] },
    freezes: [
      {
        name: 'Night',
        timeZone: 'Europe/Berlin',
        start: '0 22 * * *',
        end: '0 5 * * *',
        tiers: ['0'],
      },
      {
        name: 'Night of tier 1',
        timeZone: 'Europe/Berlin',
        start: '0 22 * * *',
        end: '0 5 * * *',
      },
    ],
    prompts: { scanSecrets: true },
    tickets: {
      pattern: '^OPS-\\d+$',
      system: {
        jira: { baseUrl: `http://${host}/jira`, token: 'bench' },
        // longer than the run
        cache: '1h',
      },
    },
    review: { maxOpenPullRequests: 5, requireReviewer: true },
    budgets: { creditsPerOwner: 100_000 },
    preflight: { enabled: true },
  },
});
const config = readConfig(rootConfig);
const entities = catalogEntities();
const catalog = {
  getEntityByRef: async ref => entities.get(ref.toLowerCase()),
  getEntitiesByRefs: async ({ entityRefs }) => ({
    items: entityRefs.map(ref => entities.get(ref.toLowerCase())),
  }),
};
const identities = IdentityRegistry.create({ config });
const repositories = RepositoryResolver.fromConfig(rootConfig);
const recorder = new AnswerRecorder({ knex, logger });
const budgets = CreditBudgets.create({
  config: config.policy.budgets,
  database: knex,
});
const policy = PolicyEngine.create({
  checks: [
    ...createBuiltInChecks(config),
    ...createConfiguredChecks(
      config,
      createPolicyPorts({
        config: config.policy,
        database: knex,
        auth: { getOwnServiceCredentials: async () => ({}) },
        catalog,
        clients: GitHubClients.create({ identities, recorder, logger }),
        budgets,
        logger,
      }),
      logger,
    ),
  ],
  logger,
});
const resolver = RequestResolver.create({
  catalog,
  config,
  identities,
  repositories,
  templates: TemplateService.create({
    catalog,
    database: knex,
    repositories,
    tierAnnotation: config.entities.tierAnnotation,
  }),
});
const caller = {
  credentials: {},
  actor: 'user:default/ada',
  userRef: 'user:default/ada',
  requestId: 'bench',
};
const requestOf = (n, words) => ({
  template: 'migrate',
  entityRef: `component:default/service-${n}`,
  parameters: { why: words },
  ticket: 'OPS-1',
});

await insertHistory();
await knex.raw('vacuum analyze');

const preview = async (n, words) => {
  const { decision } = await previewTask(
    { resolver, policy, database: knex },
    requestOf(n, words),
    caller,
  );
  if (decision.result !== 'allow') {
    throw new Error(JSON.stringify(decision.reasons));
  }
  return decision;
};

// 1. a rollout that nobody has looked at before
const startedAt = now();
await inParallel(
  Array.from({ length: TARGETS }, (_, n) => n),
  AT_ONCE,
  n => preview(n, `Because of number ${n}.`),
);
const previewSeconds = (now() - startedAt) / 1_000;
const askedForTargets = asked;

// 2. one task, whose answers of others are remembered; new words each time, so
// that the scan for secrets is not
const { facts } = await resolver.resolve(
  requestOf(0, 'For once.'),
  caller,
  'preview',
);
const times = [];
let checks = 0;
for (let i = 0; i < WARM_UP + SINGLY; i++) {
  const prompt = `${facts.prompt}\nTime ${i}.`;
  const at = now();
  const { decision } = await policy.evaluate({ ...facts, prompt });
  if (i >= WARM_UP) {
    times.push(now() - at);
  }
  checks = decision.checks.length;
}
if (asked !== askedForTargets) {
  throw new Error('GitHub or the ticket system was asked for one task');
}

const result = {
  task: {
    checks,
    promptCharacters: facts.prompt.length,
    evaluations: SINGLY,
    medianMs: round(quantile(times, 0.5), 2),
    p99Ms: round(quantile(times, 0.99), 2),
  },
  preview: {
    targets: TARGETS,
    atOnce: AT_ONCE,
    answerMs: ANSWER_MS,
    questions: askedForTargets,
    seconds: round(previewSeconds, 2),
  },
};
await recorder.flush();
await knex.destroy();
server.closeAllConnections();
process.send({ type: 'result', result }, () => process.exit(0));

function gitHub() {
  return {
    data: {
      repository: {
        isArchived: false,
        isDisabled: false,
        viewerPermission: 'WRITE',
        defaultBranchRef: { name: 'main' },
        suggestedActors: { nodes: [{ login: 'copilot-swe-agent' }] },
      },
    },
  };
}

function jira() {
  return {
    key: 'OPS-1',
    fields: {
      summary: 'Migrate',
      status: { name: 'In Progress', statusCategory: { key: 'indeterminate' } },
    },
  };
}

function catalogEntities() {
  const all = [];
  const entity = (kind, name, more) =>
    all.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: {
        name,
        namespace: 'default',
        annotations: more.annotations ?? {},
      },
      spec: more.spec ?? {},
      relations: more.relations ?? [],
    });
  entity('AgentTaskTemplate', 'migrate', {
    spec: {
      version: '1.0.0',
      owner: 'group:default/team-0',
      title: 'Migrate ${{ entity.metadata.name }}',
      parameters: {
        type: 'object',
        required: ['why'],
        properties: { why: { type: 'string' } },
      },
      // as long as a thorough prompt
      prompt: `${'Keep the tests green and the interface as it is.\n'.repeat(
        80,
      )}\${{ parameters.why }}`,
    },
  });
  for (let n = 0; n < TARGETS; n++) {
    entity('Component', `service-${n}`, {
      annotations: {
        'github.com/project-slug': `bench/service-${n}`,
        'backstage.io/source-location': `url:http://${host}/bench/service-${n}/`,
        'agent-tasks/tier': '1',
      },
      spec: { type: 'service', lifecycle: 'production' },
      relations: [
        { type: 'ownedBy', targetRef: `group:default/team-${n % OWNERS}` },
      ],
    });
  }
  for (let n = 0; n < OWNERS; n++) {
    const members = Array.from({ length: 8 }, (_, i) => `member-${n}-${i}`);
    entity('Group', `team-${n}`, {
      relations: members.map(name => ({
        type: 'hasMember',
        targetRef: `user:default/${name}`,
      })),
    });
    members.forEach(name =>
      entity('User', name, {
        annotations: { 'github.com/user-login': name },
      }),
    );
  }
  return new Map(
    all.map(item => [
      `${item.kind}:default/${item.metadata.name}`.toLowerCase(),
      item,
    ]),
  );
}

async function insertHistory() {
  await knex('identity_states').insert({
    identity_id: 'bench',
    login: 'bench-bot',
  });
  const at = new Date();
  const tasks = Array.from({ length: HISTORY }, (_, n) => ({
    id: randomUUID(),
    request_digest: 'sha256:0',
    title: `Change number ${n}`,
    host,
    repository_owner: 'bench',
    repository_name: `service-${n % TARGETS}`,
    repository_url: `http://${host}/bench/service-${n % TARGETS}`,
    owner_ref: `group:default/team-${n % OWNERS}`,
    template_ref: 'agenttasktemplate:default/migrate',
    create_pull_request: true,
    prompt: 'Migrate.',
    prompt_digest: 'sha256:1',
    requested_by: 'user:default/ada',
    source: 'api',
    launch_state: 'launched',
    phase: 'done',
    pull_state: 'merged',
    attempt_number: 1,
    credits_nano: String(1_000_000_000 + n),
    parameters: {},
    decision: {},
    phase_since: at,
    due_at: at,
    settled_at: at,
  }));
  await knex.batchInsert('agent_tasks', tasks, 500);
  await knex.batchInsert(
    'agent_task_attempts',
    tasks.map(({ id, credits_nano }) => ({
      task_id: id,
      number: 1,
      marker: id,
      identity_id: 'bench',
      outcome: 'accepted',
      intent_at: at,
      credits_nano,
    })),
    500,
  );
  await knex.batchInsert(
    'credit_reservations',
    tasks.map(({ id, owner_ref }) => ({
      task_id: id,
      after_attempt: 0,
      owner_ref,
      month: `${at.toISOString().slice(0, 7)}-01`,
      credits_nano: '1000000000',
    })),
    500,
  );
}
