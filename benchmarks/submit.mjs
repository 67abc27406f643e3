/*
 * From the click to GitHub: how long after a submission the POST reaches
 * GitHub while nothing else is going on, and how many submissions a second one
 * backend takes over REST.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { withStack } from './lib/benchStack.mjs';
import {
  inParallel,
  load,
  now,
  quantile,
  report,
  round,
  save,
} from './lib/measure.mjs';

const WARM_UP = 20;
const LATENCY_TASKS = 200;
const THROUGHPUT_TASKS = 1_000;
const CONCURRENCY = 8;
/** Nobody asks meanwhile: a question would be the load that is not wanted. */
const QUIET_MS = 250;

const loadBefore = load();
const result = {};
await withStack(async stack => {
  await stack.startPostgres();
  await stack.startSimulator({ repositories: ['idle', 'busy'] });
  await stack.startBackend();

  const submit = (repository, prompt, more = {}) =>
    stack.call('POST', '/v1/tasks', {
      prompt,
      repoUrl: `${stack.github}/bench/${repository}`,
      ...more,
    });

  const submitted = [];
  for (let i = 0; i < WARM_UP + LATENCY_TASKS; i++) {
    const at = now();
    const task = await submit('idle', `Change number ${i}`);
    const answeredAt = now();
    await sleep(QUIET_MS);
    await untilLaunched(stack, task.id);
    if (i >= WARM_UP) submitted.push({ at, answeredAt });
  }
  const posts = await postsTo(stack, 'idle');
  const latencies = submitted.map(
    ({ at }) => posts.find(post => post >= at) - at,
  );
  const answers = submitted.map(({ at, answeredAt }) => answeredAt - at);
  result.latency = {
    tasks: latencies.length,
    p50Ms: round(quantile(latencies, 0.5)),
    p99Ms: round(quantile(latencies, 0.99)),
    maxMs: round(Math.max(...latencies)),
    answerP50Ms: round(quantile(answers, 0.5)),
    answerP99Ms: round(quantile(answers, 0.99)),
  };
  report('submit-to-POST at idle', result.latency);

  // not due for an hour, so that only the submission is measured
  const notBefore = new Date(Date.now() + 3_600_000).toISOString();
  const startedAt = now();
  await inParallel(
    Array.from({ length: THROUGHPUT_TASKS }, (_, i) => i),
    CONCURRENCY,
    i => submit('busy', `Change number ${i}`, { notBefore }),
  );
  const seconds = (now() - startedAt) / 1_000;
  result.throughput = {
    tasks: THROUGHPUT_TASKS,
    concurrency: CONCURRENCY,
    perSecond: round(THROUGHPUT_TASKS / seconds),
  };
  report('submissions over REST', result.throughput);
});
save('submit', result, { loadBefore });

async function untilLaunched(stack, id) {
  for (;;) {
    const { launchState } = await stack.call('GET', `/v1/tasks/${id}`);
    if (launchState === 'launched') return;
    await sleep(20);
  }
}

/** When the POSTs of a repository arrived at GitHub, in order. */
async function postsTo(stack, repository) {
  const response = await fetch(`${stack.github}/_control/requests`);
  return (await response.json())
    .filter(
      ({ method, path }) =>
        method === 'POST' && path.endsWith(`/bench/${repository}/tasks`),
    )
    .map(({ at }) => at)
    .sort((a, b) => a - b);
}
