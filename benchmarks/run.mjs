/*
 * Runs the benchmarks: all of them, or those that are named. `render` draws the
 * plot and writes the tables of docs/benchmarks.md from the latest results.
 *   yarn bench [launch|track|duplicates|queue|submit|list|policy|escalation|pulls|campaigns|launchCampaign|estimate|campaignPage|provenance|start|audit|render …]
 *     [--speed N] [--rows N]
 *
 * `--speed` is of the simulated clock in launch, launchCampaign and track: a
 * lower one takes longer, and lets the work of a slow or busy machine weigh
 * less. `--rows` is of audit and provenance.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const directory = path.dirname(fileURLToPath(import.meta.url));
const known = [
  'launch',
  'track',
  'duplicates',
  'queue',
  'submit',
  'list',
  'policy',
  'escalation',
  'pulls',
  'campaigns',
  'launchCampaign',
  'estimate',
  'campaignPage',
  'provenance',
  'start',
  'audit',
  'render',
];
const { positionals: asked, values } = parseArgs({
  allowPositionals: true,
  options: { speed: { type: 'string' }, rows: { type: 'string' } },
});
const unknown = asked.filter(name => !known.includes(name));
if (unknown.length) {
  console.error(
    `There is no benchmark '${unknown.join(', ')}'; there are ${known.join(
      ', ',
    )}.`,
  );
  process.exit(2);
}
const [speed, rows] = [values.speed, values.rows].map(value =>
  value ? [value] : [],
);
let failed = 0;
for (const name of asked.length ? asked : known) {
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(directory, `${name}.mjs`),
      ...(['audit', 'provenance'].includes(name) ? rows : speed),
    ],
    { stdio: 'inherit' },
  );
  failed += status === 0 ? 0 : 1;
}
process.exit(failed ? 1 : 0);
