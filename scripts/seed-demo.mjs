/*
 * Makes the demonstration's first screen alive: approves the templates of the
 * examples, submits a few tasks through the broker, as any client would, and
 * merges one pull request on the simulated GitHub. How each of them goes is in
 * examples/simulator-seed.yaml.
 *
 *   node scripts/seed-demo.mjs [templates|tasks]
 *
 * Can be run any number of times: every task has its idempotency key. Needs no
 * package, only Node.
 */
const backend = process.env.BACKEND_URL ?? 'http://localhost:7007';
/** Somebody who may merge; a made-up token of examples/simulator-seed.yaml. */
const mergeToken =
  process.env.DEMO_MERGE_TOKEN ?? 'ghp_demoAiko0000000000000000000000000000';

const READY_TIMEOUT_MS = 120_000;
const REVIEW_TIMEOUT_MS = 60_000;

const DAY_MS = 86_400_000;
const tomorrowAt6 = new Date(
  Math.floor(Date.now() / DAY_MS) * DAY_MS + 1.25 * DAY_MS,
).toISOString();

/** In this order, so that what concerns Mira's services is the newest. */
const tasks = [
  {
    key: 'logging-kit',
    template: 'migrate-library',
    parameters: { target: 'pino-10', scope: 'idiomatic' },
  },
  {
    key: 'catalog-search',
    template: 'migrate-library',
    parameters: { target: 'opensearch-3' },
  },
  {
    key: 'storefront-web',
    template: 'prepare-release',
    parameters: { bump: 'minor', highlights: 'One-page checkout' },
    ticket: 'REL-311',
    approvedBy: 'jonas',
    then: merge,
  },
  {
    key: 'notification-hub',
    template: 'prepare-release',
    parameters: { bump: 'patch' },
    ticket: 'REL-318',
    notBefore: tomorrowAt6,
  },
  {
    key: 'payout-worker',
    template: 'prepare-release',
    parameters: { bump: 'minor', updateDependencies: true },
    ticket: 'PAY-1204',
  },
  {
    key: 'checkout-api',
    template: 'migrate-library',
    parameters: { target: 'node-24' },
    ticket: 'PAY-1187',
    approvedBy: 'jonas',
    then: markReady,
  },
  {
    key: 'invoice-service',
    template: 'migrate-library',
    parameters: { target: 'node-24' },
    ticket: 'PAY-1188',
  },
  {
    key: 'payment-gateway',
    template: 'migrate-library',
    parameters: {
      target: 'express-5',
      notes: 'The raw body of webhooks has to stay available for signatures.',
    },
    ticket: 'PAY-1193',
    approvedBy: 'jonas',
  },
  {
    key: 'checkout-api-release',
    component: 'checkout-api',
    template: 'prepare-release',
    parameters: { bump: 'minor', highlights: 'Idempotent refunds' },
    ticket: 'REL-402',
    by: 'lena',
  },
];
const templates = [
  'house-rules',
  ...new Set([
    'first-commit',
    'node-24',
    ...tasks.map(({ template }) => template),
  ]),
];

const sessions = new Map();

await waitFor('the backend', READY_TIMEOUT_MS, async () => {
  await request(`${backend}/.backstage/health/v1/readiness`);
  return true;
});
await waitFor('the catalog', READY_TIMEOUT_MS, async () => {
  const { items } = await portal('/api/catalog/entities/by-refs', {
    body: {
      entityRefs: [
        ...tasks.map(task => `component:default/${componentOf(task)}`),
        ...templates.map(name => `agenttasktemplate:default/${name}`),
        'user:default/jonas',
        'user:default/lena',
        'user:default/samir',
      ],
    },
  });
  return items.every(Boolean);
});
const parts = { templates: approveTemplates, tasks: seedTasks };
for (const part of process.argv[2] ? [process.argv[2]] : Object.keys(parts)) {
  await parts[part]();
}

/** Aiko has written them; Samir takes them over. */
async function approveTemplates() {
  for (const name of templates) {
    const versions = `/api/agent-tasks/v1/templates/default/${name}/versions`;
    const [{ digest, status }] = (await portal(versions, { by: 'samir' }))
      .items;
    if (status === 'draft') {
      await portal(`${versions}/${encodeURIComponent(digest)}/promote`, {
        by: 'samir',
        body: { reason: 'Tried out in a sandbox repository.' },
      });
    }
  }
  console.log(`Approved ${templates.length} templates.`);
}

/**
 * One after the other, so that they are listed in this order; what follows from
 * them takes its time and can go side by side.
 */
async function seedTasks() {
  const seeded = [];
  for (const task of tasks) {
    const submission = submit(task);
    await submission.catch(() => {});
    seeded.push(submission.then(submitted => follow(task, submitted)));
  }
  const results = await Promise.allSettled(seeded);
  const failures = results.filter(({ status }) => status === 'rejected');
  for (const { reason } of failures) {
    console.error(`seed-demo: ${reason.message}`);
  }
  console.log(
    `Seeded ${tasks.length - failures.length} of ${
      tasks.length
    } example tasks.`,
  );
  process.exitCode = failures.length ? 1 : 0;
}

function componentOf({ key, component = key }) {
  return component;
}

async function submit(task) {
  const { key, template, parameters, ticket, notBefore, by } = task;
  const submitted = await portal('/api/agent-tasks/v1/tasks', {
    by,
    body: {
      template,
      parameters,
      ticket,
      notBefore,
      entityRef: `component:default/${componentOf(task)}`,
      idempotencyKey: `demo:${key}`,
      source: 'portal',
    },
  });
  const { id, approval, launchState } = submitted;
  if (task.approvedBy && launchState === 'awaiting_approval') {
    await portal(`/api/agent-tasks/v1/tasks/${id}/approve`, {
      by: task.approvedBy,
      body: { promptDigest: approval.promptDigest },
    });
  }
  return submitted;
}

async function follow({ key, then }, { id }) {
  if (!then) {
    return;
  }
  let task;
  await waitFor(`the pull request of ${key}`, REVIEW_TIMEOUT_MS, async () => {
    task = await portal(`/api/agent-tasks/v1/tasks/${id}`);
    return task.pullRequest && task.phase !== 'running';
  });
  if (task.phase === 'in-review') {
    await then(task);
  }
}

async function markReady({ repository, pullRequest }) {
  const { host, owner, name } = repository;
  const path = `/repos/${owner}/${name}/pulls/${pullRequest.number}`;
  const pull = await github(host, `/api/v3${path}`);
  if (!pull.draft) {
    return;
  }
  const { errors } = await github(host, '/api/graphql', {
    body: {
      query:
        'mutation ($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { clientMutationId } }',
      variables: { id: pull.node_id },
    },
  });
  if (errors) {
    throw new Error(`${path}: ${errors[0].message}`);
  }
}

async function merge(task) {
  await markReady(task);
  const { host, owner, name } = task.repository;
  const path = `/repos/${owner}/${name}/pulls/${task.pullRequest.number}/merge`;
  await github(host, `/api/v3${path}`, {
    method: 'PUT',
    body: { merge_method: 'squash' },
  });
}

/** A person's token, good for the few minutes that this takes. */
async function signIn(person) {
  if (!sessions.has(person)) {
    const { backstageIdentity } = await request(
      `${backend}/api/auth/demo/refresh`,
      { headers: { 'x-demo-person': person } },
    );
    sessions.set(person, backstageIdentity.token);
  }
  return sessions.get(person);
}

async function portal(path, { by = 'mira', body } = {}) {
  return request(`${backend}${path}`, { token: await signIn(by), body });
}

function github(host, path, options = {}) {
  return request(`http://${host}${path}`, { token: mergeToken, ...options });
}

async function request(url, { method, body, headers, token } = {}) {
  const response = await fetch(url, {
    method: method ?? (body ? 'POST' : 'GET'),
    headers: {
      ...headers,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  const answer = parse(text);
  if (!response.ok) {
    const reasons = answer?.reasons?.map(({ message }) => message).join(' · ');
    throw new Error(
      `${url} answered ${response.status}: ${
        reasons || answer?.error?.message || answer?.message || text
      }`,
    );
  }
  return answer;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks every half second until the answer is yes; errors count as no. */
async function waitFor(what, timeoutMs, ask) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    let last;
    try {
      if (await ask()) {
        return;
      }
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Waited ${timeoutMs / 1000} s for ${what} in vain${
          last ? `: ${last.message}` : ''
        }`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
