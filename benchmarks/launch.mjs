/*
 * Many launches with one account under GitHub's published limits: how close to
 * the least possible time, and how many requests GitHub had to refuse. The
 * broker with one and with three replicas, against a loop over `octokit` and
 * against sleeping between requests, on the same simulator at the same time.
 *
 *   yarn bench launch
 *   node scripts/run.mjs benchmarks/launch.mjs 12 100   (the clock; of the runs only this one)
 */
import { launchRace } from './lib/launchRace.mjs';
import { load, save } from './lib/measure.mjs';

const speed = Number(process.argv[2] ?? 12);
const only = process.argv[3] && Number(process.argv[3]);
/** The shorter the run, the more a millisecond of work weighs in it. */
const runs = [
  { tasks: 100, speed: 1 },
  { tasks: 1_000, speed },
];
const replicaCounts = [1, 3];
const peers = {
  octokit: 'launchWithOctokit.mjs',
  'sleep of 2 s': 'launchWithSleep.mjs',
};

const loadBefore = load();
const rows = [];
for (const run of runs.filter(({ tasks }) => !only || tasks === only)) {
  await launch(run);
}
save('launch', { rows }, { loadBefore });

/** One broker after the other, each beside a peer that hardly costs anything. */
async function launch(run) {
  const files = Object.entries(peers);
  for (const [i, replicas] of replicaCounts.entries()) {
    const [who, file] = files[i];
    const raced = await launchRace(run, [
      {
        who: `the broker, ${replicas} ${replicas > 1 ? 'replicas' : 'replica'}`,
        login: `broker-${replicas}`,
        replicas,
      },
      { who, login: who.replaceAll(' ', '-'), file },
    ]);
    rows.push(...raced);
  }
}
