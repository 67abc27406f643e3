/*
 * A careful script: ten requests at once, each tried again until GitHub takes
 * it, and a file that says what is done, so that it can be started again.
 *
 *   launchWithScript API TOKEN COUNT PROGRESS_FILE
 */
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../lib/measure.mjs';

const [api, token, count, progress] = process.argv.slice(2);
const done = new Set(fs.readFileSync(progress, 'utf8').split('\n'));

async function launch(i) {
  try {
    const response = await fetch(
      `${api}/agents/repos/bench/r-${i % 20}/tasks`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({
          prompt: `Change number ${i}.`,
          create_pull_request: true,
        }),
      },
    );
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

await inParallel(
  Array.from({ length: Number(count) }, (_, i) => i + 1).filter(
    i => !done.has(String(i)),
  ),
  10,
  async i => {
    while (!(await launch(i))) {
      await sleep(1_000);
    }
    fs.appendFileSync(progress, `${i}\n`);
  },
);
process.exit(0);
