/*
 * The habit of tools for many repositories: sleep two seconds between
 * requests that write, and where GitHub refuses one, wait for what it says,
 * twice as long with each refusal in a row.
 *
 *   launchWithSleep API TOKEN COUNT BEGIN_AT
 */
import { setTimeout as sleep } from 'node:timers/promises';

const BETWEEN_MS = 2_000;
const LONGEST_WAIT_S = 3_600;

const [api, token, count, beginAt] = process.argv.slice(2);

await sleep(Math.max(0, Number(beginAt) - Date.now()));
let refusals = 0;
for (let i = 1; i <= Number(count); ) {
  const response = await fetch(`${api}/agents/repos/bench/r-${i % 20}/tasks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({
      prompt: `Change number ${i}.`,
      create_pull_request: true,
    }),
  });
  await response.arrayBuffer();
  if (response.ok) {
    refusals = 0;
    i++;
    await sleep(BETWEEN_MS);
  } else {
    const seconds = Number(response.headers.get('retry-after') ?? 60);
    await sleep(
      Math.min(LONGEST_WAIT_S, seconds * 2 ** Math.min(6, refusals++)) * 1_000,
    );
  }
}
process.exit(0);
