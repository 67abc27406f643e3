/*
 * Makes the demonstration's first screen alive: submits a few tasks through the
 * broker, as any client would, and merges one pull request on the simulated
 * GitHub. How each of them goes is in examples/simulator-seed.yaml.
 *
 *   node scripts/seed-demo.mjs
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
  },
];

await waitFor('the backend', READY_TIMEOUT_MS, async () => {
  await request(`${backend}/.backstage/health/v1/readiness`);
  return true;
});
const token = await signIn();
await waitFor('the catalog', READY_TIMEOUT_MS, async () => {
  const refs = tasks.flatMap(({ key, template }) => [
    `component:default/${key}`,
    `agenttasktemplate:default/${template}`,
  ]);
  const { items } = await portal('/api/catalog/entities/by-refs', {
    entityRefs: [
      ...refs,
      'agenttasktemplate:default/house-rules',
      'user:default/mira',
    ],
  });
  return items.every(Boolean);
});

// One after the other, so that they are listed in this order; what follows from
// them takes its time and can go side by side.
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
  `Seeded ${tasks.length - failures.length} of ${tasks.length} example tasks.`,
);
process.exitCode = failures.length ? 1 : 0;

function submit({ key, then, ...task }) {
  return portal('/api/agent-tasks/v1/tasks', {
    ...task,
    entityRef: `component:default/${key}`,
    idempotencyKey: `demo:${key}`,
    source: 'portal',
  });
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

async function signIn() {
  const { backstageIdentity } = await request(
    `${backend}/api/auth/guest/refresh`,
    { method: 'POST', body: {} },
  );
  return backstageIdentity.token;
}

function portal(path, body) {
  return request(`${backend}${path}`, { token, body });
}

function github(host, path, options = {}) {
  return request(`http://${host}${path}`, { token: mergeToken, ...options });
}

async function request(url, { method, body, token: bearer } = {}) {
  const response = await fetch(url, {
    method: method ?? (body ? 'POST' : 'GET'),
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
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
