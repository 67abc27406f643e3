/*
 * Runs the benchmarks: all of them, or those that are named.
 *   yarn bench [submit|list|start …]
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const directory = path.dirname(fileURLToPath(import.meta.url));
const known = ['submit', 'list', 'start'];
const asked = process.argv.slice(2);
const unknown = asked.filter(name => !known.includes(name));
if (unknown.length) {
  console.error(
    `There is no benchmark '${unknown.join(', ')}'; there are ${known.join(
      ', ',
    )}.`,
  );
  process.exit(2);
}
let failed = 0;
for (const name of asked.length ? asked : known) {
  const { status } = spawnSync(
    process.execPath,
    [path.join(directory, `${name}.mjs`)],
    { stdio: 'inherit' },
  );
  failed += status === 0 ? 0 : 1;
}
process.exit(failed ? 1 : 0);
