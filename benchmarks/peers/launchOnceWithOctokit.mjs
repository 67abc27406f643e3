/*
 * `octokit` with its retry plugin as it comes, ten requests at once. Its
 * throttling is off: there is no limit to keep here.
 *
 *   launchOnceWithOctokit API TOKEN COUNT
 */
import { Octokit } from 'octokit';
import { inParallel } from '../lib/measure.mjs';

const [api, auth, count] = process.argv.slice(2);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const octokit = new Octokit({
  auth,
  baseUrl: api,
  log: quiet,
  throttle: { enabled: false },
});

await inParallel(
  Array.from({ length: Number(count) }, (_, i) => i + 1),
  10,
  async i => {
    await octokit
      .request('POST /agents/repos/{owner}/{repo}/tasks', {
        owner: 'bench',
        repo: `r-${i % 20}`,
        prompt: `Change number ${i}.`,
        create_pull_request: true,
      })
      // it has tried four times
      .catch(() => {});
  },
);
process.exit(0);
