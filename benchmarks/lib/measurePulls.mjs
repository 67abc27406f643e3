/*
 * The tracker over many open pull requests. Run with Backstage's loader, since
 * the product is TypeScript; answers as a message.
 *
 *   measurePulls CONNECTION_JSON
 */
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inParallel, now, quantile, round } from './measure.mjs';

const PULLS = 5_000;
/** Real ones at the simulator; each stands for many rows of the database. */
const MANY = 100;
/** With one row each, for webhooks. */
const SINGLE = 20;
const WEBHOOKS = 300;
const PER_QUERY = 100;
/** By GitHub's rule: three lists in each of a hundred nodes. */
const POINTS_PER_QUERY = 3;
const POINTS_PER_MINUTE = 100;
const ROUNDS = 2;
const HOST_TOKEN = 'ghp_broker';

const require = createRequire(import.meta.url);
const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);
const backend = path.join(root, 'plugins/agent-tasks-backend');
const load = file => require(path.join(backend, 'src', file));
const { GitHubSimulator } = require(path.join(
  root,
  'packages/github-simulator/src',
));
const { AnswerRecorder } = load('identities/AnswerRecorder');
const { GitHubClients } = load('identities/GitHubClients');
const { IdentityRegistry } = load('identities/IdentityRegistry');
const { Tracker } = load('tracker/Tracker');
const { OutboxPublisher } = load('outbox/OutboxPublisher');

const logger = { debug() {}, info() {}, warn() {}, error: console.error };
logger.child = () => logger;
const knex = require('knex')({
  client: 'pg',
  connection: JSON.parse(process.argv[2]),
  pool: { min: 0, max: 10 },
});
await knex.migrate.latest({ directory: path.join(backend, 'migrations') });

/** As Backstage's events module hands webhooks over. */
const handlers = [];
const arrivals = [];
const receiver = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const event = request.headers['x-github-event'];
  const eventPayload = JSON.parse(Buffer.concat(chunks));
  if (event === 'pull_request') {
    arrivals.push({ at: now(), number: eventPayload.number });
  }
  response.end();
  await Promise.all(
    handlers.map(handle => handle({ topic: `github.${event}`, eventPayload })),
  );
});
await new Promise(resolve => receiver.listen(0, '127.0.0.1', resolve));

const unlimited = 1e9;
const simulator = await GitHubSimulator.start({
  agent: { queuedMs: 0, workMs: 1, jitter: 0, workflowMs: 1 },
  limits: {
    pointsPerMinute: unlimited,
    graphqlPointsPerMinute: unlimited,
    contentPerMinute: unlimited,
    contentPerHour: unlimited,
    concurrent: unlimited,
  },
  webhook: { url: `http://127.0.0.1:${receiver.address().port}/` },
  keptRequests: 1_000_000,
  seed: {
    users: [{ login: 'broker' }],
    tokens: [{ token: HOST_TOKEN, user: 'broker' }],
    organizations: [{ login: 'bench', members: ['broker'] }],
    repositories: [
      { owner: 'bench', name: 'shop', files: { 'README.md': '# Shop\n' } },
    ],
  },
});
const ask = async (method, url, body) => {
  const answer = await fetch(`${simulator.apiBaseUrl}${url}`, {
    method,
    headers: {
      authorization: `Bearer ${HOST_TOKEN}`,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${url}: ${await answer.text()}`);
  }
  return await answer.json();
};

const pulls = [];
await inParallel([...Array(MANY + SINGLE).keys()], 4, async n => {
  const task = await ask('POST', '/agents/repos/bench/shop/tasks', {
    prompt: `Change number ${n}.`,
    create_pull_request: true,
  });
  let known;
  do {
    await sleep(50);
    known = await simulator.control.getTask(task.id);
  } while (!known.pullNumber || known.state !== 'completed');
  const pull = await ask('GET', `/repos/bench/shop/pulls/${known.pullNumber}`);
  pulls.push({
    number: pull.number,
    databaseId: String(pull.id),
    globalId: pull.node_id,
    headRef: pull.head.ref,
  });
});

await knex.raw(
  `with given as (
     select * from jsonb_to_recordset(:pulls::jsonb)
       as t(place int, number int, "databaseId" text, "globalId" text, "headRef" text)
   ), task as (
     insert into agent_tasks (id, request_digest, title, entity_ref, host,
       repository_owner, repository_name, repository_url, owner_ref,
       parameters, create_pull_request, prompt, prompt_digest, requested_by,
       source, decision, launch_state, agent_state, pull_state, phase,
       phase_since, due_at, identity_id, attempt_number, github_task_id,
       launched_at, settled_at, read_at)
     select gen_random_uuid(), 'sha256:0', 'Task ' || n, 'component:default/c' || n,
       :host, 'bench', 'shop', 'http://bench/shop', 'group:default/g',
       '{}', true, 'Migrate.', 'sha256:0', 'user:default/ada', 'portal', '{}',
       'launched', 'completed', 'draft', 'in-review', clock_timestamp(),
       clock_timestamp(), 'broker', 1, 'task ' || n, clock_timestamp(),
       clock_timestamp(), clock_timestamp()
     from generate_series(1, :rows::int) n
     returning id, seq
   ), attempt as (
     insert into agent_task_attempts (task_id, number, marker, identity_id,
       outcome, intent_at, github_task_id, agent_state, settled_at)
     select id, 1, gen_random_uuid(), 'broker', 'accepted', clock_timestamp(),
       'task', 'completed', clock_timestamp() from task
   )
   insert into pull_requests (task_id, attempt_number, database_id, global_id,
     number, state, is_draft, head_ref, next_look_at)
   select task.id, 1, given."databaseId", given."globalId", given.number, 'draft',
     true, given."headRef", clock_timestamp()
   from (select id, row_number() over (order by seq) as n from task) task
   join given on given.place = case when n <= :single then :many + n
     else (n - :single - 1) % :many + 1 end`,
  {
    pulls: JSON.stringify(
      pulls.map((pull, index) => ({ ...pull, place: index + 1 })),
    ),
    host: simulator.host,
    rows: PULLS,
    single: SINGLE,
    many: MANY,
  },
);
await knex.raw('vacuum analyze');

const identities = IdentityRegistry.create({
  config: {
    identities: [
      {
        id: 'broker',
        host: simulator.host,
        apiBaseUrl: simulator.apiBaseUrl,
        token: HOST_TOKEN,
        repositories: ['**'],
        limits: {
          creationsPerMinute: 80,
          creationsPerHour: 500,
          concurrentLaunches: 20,
          pointsPerMinute: 900,
        },
      },
    ],
  },
});
await knex('identity_states').insert({ identity_id: 'broker' });
const recorder = new AnswerRecorder({ knex, logger });
const told = [];
const publisher = OutboxPublisher.create({
  knex,
  logger,
  signals: {
    publish: async ({ message }) => {
      told.push({ at: now(), taskIds: message.taskIds });
    },
  },
});
const tracker = Tracker.create({
  knex,
  logger,
  identities,
  clients: GitHubClients.create({ identities, recorder, logger }),
  tracking: {
    activeIntervalMs: 10_000,
    idleIntervalMs: 60_000,
    fullSweepIntervalMs: 60_000,
    silentAfterMs: 600_000,
    pullRequestIntervalMs: 60_000,
  },
  events: {
    publish: async () => {},
    subscribe: async ({ onEvent }) => {
      handlers.push(onEvent);
    },
  },
  onChanged: () => publisher.poke(),
});
await publisher.start();
await tracker.start();

if ((await knex('pull_requests')).length !== PULLS) {
  throw new Error('The pull requests are not there');
}
const count = async where =>
  Number(
    (await knex('pull_requests').where(where).count('* as count'))[0].count,
  );
while ((await count(q => q.whereNull('read_at'))) > 0) {
  await sleep(500);
}
const roundMs =
  (Math.ceil(PULLS / PER_QUERY) * POINTS_PER_QUERY * 60_000) /
  POINTS_PER_MINUTE;
// the interval is the one of so many by then
await sleep(roundMs);
const from = now();
const before = simulator.requests.length;
const ages = [];
while (now() - from < ROUNDS * roundMs) {
  const { rows } = await knex.raw(
    `select extract(epoch from clock_timestamp() - read_at)::float8 as age from pull_requests`,
  );
  ages.push(rows.map(({ age }) => age));
  await sleep(1_000);
}
const minutes = (now() - from) / 60_000;
const queries = simulator.requests
  .slice(before)
  .filter(({ path: url }) => url.endsWith('/graphql')).length;

const singles = await knex('pull_requests')
  .whereIn(
    'number',
    pulls.slice(MANY).map(({ number }) => number),
  )
  .select('task_id', 'number', 'global_id');
const latencies = [];
for (let turn = 0; turn < WEBHOOKS; turn++) {
  const {
    task_id: taskId,
    number,
    global_id: id,
  } = singles[turn % singles.length];
  const mutation =
    Math.floor(turn / singles.length) % 2 === 0
      ? 'markPullRequestReadyForReview'
      : 'convertPullRequestToDraft';
  const begun = arrivals.length;
  await fetch(simulator.graphqlUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${HOST_TOKEN}` },
    body: JSON.stringify({
      query: `mutation ($id: ID!) { ${mutation}(input: { pullRequestId: $id }) { pullRequest { isDraft } } }`,
      variables: { id },
    }),
  });
  let signal;
  let arrival;
  const giveUp = now() + 10_000;
  do {
    await sleep(5);
    arrival = arrivals.slice(begun).find(each => each.number === number);
    signal =
      arrival &&
      told.find(
        ({ at, taskIds }) => at > arrival.at && taskIds.includes(taskId),
      );
  } while (!signal && now() < giveUp);
  latencies.push(signal ? signal.at - arrival.at : Infinity);
  await sleep(100);
}
await tracker.stop();
await publisher.stop();
await recorder.flush();
await simulator.stop();
receiver.close();
await knex.destroy();

const all = ages.flat();
const oldest = ages.map(each => Math.max(...each));
process.send(
  {
    type: 'result',
    result: {
      pulls: PULLS,
      pointsPerMinute: round((queries * POINTS_PER_QUERY) / minutes),
      ageP50Seconds: round(quantile(all, 0.5)),
      ageP99Seconds: round(quantile(all, 0.99)),
      oldestSeconds: round(Math.max(...oldest)),
      leastRoundSeconds: round(roundMs / 1_000),
      oldestOverLeast: round(Math.max(...oldest) / (roundMs / 1_000), 2),
      webhooks: WEBHOOKS,
      lost: latencies.filter(ms => ms === Infinity).length,
      webhookP50Ms: round(quantile(latencies, 0.5)),
      webhookP99Ms: round(quantile(latencies, 0.99)),
      webhookMaxMs: round(Math.max(...latencies)),
    },
  },
  () => process.exit(0),
);
