/*
 * Writes `report.api.md` and `report.sql.md` of every package, which show in a
 * review what a change does to other people's code and data.
 *
 *   --check   change nothing, and fail where a report is not current; takes the
 *             declarations that `tsc` has just written
 */
import fs from 'node:fs';
import path from 'node:path';
import { runCommand } from './checks/runCommand.mjs';
import { root } from './stack/layout.mjs';

const check = process.argv.includes('--check');

async function run(command) {
  const { ok } = await runCommand(command, { shown: true });
  if (!ok) {
    process.exit(1);
  }
}

if (!check) {
  fs.rmSync(path.join(root, 'dist-types'), { recursive: true, force: true });
  await run(['tsc']);
}
await run([
  ...['backstage-repo-tools', 'api-reports', '--sql-reports'],
  ...['--omit-messages', 'ae-wrong-input-file-type,ae-undocumented'],
  '--validate-release-tags',
  ...(check ? ['--ci'] : []),
]);
