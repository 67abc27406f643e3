/*
 * What a person would write: every 30 s a GET for every task that has not
 * ended, through `octokit` with its throttling and retry plugins, which wait
 * when GitHub says so. Gets its tasks as a message, and answers with what it
 * has seen and when.
 *
 *   pollWithOctokit API TOKEN INTERVAL_SECONDS END_AT
 */
import { Octokit } from 'octokit';
import { setTimeout as sleep } from 'node:timers/promises';

const settled = ['completed', 'failed', 'timed_out', 'cancelled'];

const [api, auth, intervalSeconds, endAt] = process.argv.slice(2);
let requests = 0;
let rejected = 0;
// below the plugins, so that what they repeat counts too
async function countedFetch(...args) {
  requests++;
  const response = await fetch(...args);
  rejected += response.ok ? 0 : 1;
  return response;
}
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const octokit = new Octokit({
  auth,
  baseUrl: api,
  log: quiet,
  request: { fetch: countedFetch },
  throttle: {
    onRateLimit: () => true,
    onSecondaryRateLimit: () => true,
  },
});
const tasks = await new Promise(resolve => process.once('message', resolve));
const open = new Map(tasks.map(task => [task.id, task]));
const seen = [];

async function look({ id, repository }) {
  const [owner, repo] = repository.split('/');
  const { data } = await octokit.request(
    'GET /agents/repos/{owner}/{repo}/tasks/{task_id}',
    { owner, repo, task_id: id },
  );
  if (settled.includes(data.state) && open.delete(id)) {
    seen.push([id, Date.now()]);
  }
}

async function poll() {
  while (open.size && Date.now() < Number(endAt)) {
    const nextAt = Date.now() + Number(intervalSeconds) * 1_000;
    await Promise.all(
      [...open.values()].map(task => look(task).catch(() => {})),
    );
    await sleep(Math.max(0, nextAt - Date.now()));
  }
}

await Promise.race([poll(), sleep(Number(endAt) - Date.now())]);
process.send({ requests, rejected, seen }, () => process.exit(0));
