/*
 * What a person would write: a loop over `octokit`, whose throttling and retry
 * plugins are on as it brings them, and which tries again whenever they ask.
 *
 *   launchWithOctokit API TOKEN COUNT BEGIN_AT
 */
import { Octokit } from 'octokit';
import { setTimeout as sleep } from 'node:timers/promises';

const [api, auth, count, beginAt] = process.argv.slice(2);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const octokit = new Octokit({
  auth,
  baseUrl: api,
  log: quiet,
  throttle: {
    onRateLimit: () => true,
    onSecondaryRateLimit: () => true,
  },
});

await sleep(Math.max(0, Number(beginAt) - Date.now()));
for (let i = 1; i <= Number(count); i++) {
  await octokit.request('POST /agents/repos/{owner}/{repo}/tasks', {
    owner: 'bench',
    repo: `r-${i % 20}`,
    prompt: `Change number ${i}.`,
    create_pull_request: true,
  });
}
process.exit(0);
