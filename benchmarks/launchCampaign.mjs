/*
 * The launches of a campaign, from planned targets on: the broker with three
 * replicas submits each target as a task, with policy asked about it, and
 * launches it with one account under GitHub's published limits.
 *
 *   yarn bench launchCampaign
 *   node scripts/run.mjs benchmarks/launchCampaign.mjs 12 100   (the clock; of the runs only this one)
 */
import { launchRace } from './lib/launchRace.mjs';
import { load, save } from './lib/measure.mjs';
import { campaignRepositories, queueCampaign } from './lib/queueCampaign.mjs';

const speed = Number(process.argv[2] ?? 12);
const only = process.argv[3] && Number(process.argv[3]);
const runs = [
  { tasks: 100, speed: 1 },
  { tasks: 1_000, speed },
];
const replicas = 3;

const loadBefore = load();
const rows = [];
for (const run of runs.filter(({ tasks }) => !only || tasks === only)) {
  const repositories = campaignRepositories(run.tasks);
  rows.push(
    ...(await launchRace({ ...run, repositories }, [
      {
        who: `a campaign, ${replicas} replicas`,
        login: `campaign-${replicas}`,
        replicas,
        queue: queueCampaign,
      },
    ])),
  );
}
save('launchCampaign', { rows }, { loadBefore });
