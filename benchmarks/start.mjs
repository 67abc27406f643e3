/*
 * What the plugin adds to the start of a backend: the demo's backend with it
 * and without it, in turn, on the same PostgreSQL, as in production: packages
 * built and packed, nothing transpiled at the start.
 */
import fs from 'node:fs';
import path from 'node:path';
import { dataDirectory, root } from '../scripts/stack/layout.mjs';
import { withStack } from './lib/benchStack.mjs';
import { installPacked } from './lib/packPackages.mjs';
import { load, quantile, report, round, save } from './lib/measure.mjs';

const ROUNDS = 15;
/** A question more often than this would be work for the backend that starts. */
const ASK_MS = 20;

const directory = path.join(dataDirectory, 'benchmark-entries');

/** The demo's backend with the parts that `keep` wants, as an entry of its own. */
function writeEntry(name, keep) {
  const source = fs.readFileSync(
    path.join(root, 'packages/backend/src/index.ts'),
    'utf8',
  );
  const parts = [
    ...source.matchAll(/backend\.add\(\s*import\(\s*'([^']+)',?\s*\),?\s*\);/g),
  ]
    .map(([, part]) => part)
    // the demo's own sign-in is no package
    .filter(part => !part.startsWith('.'));
  const file = path.join(directory, `${name}.cjs`);
  fs.writeFileSync(
    file,
    `const { createBackend } = require('@backstage/backend-defaults');
const backend = createBackend();
for (const part of ${JSON.stringify(parts.filter(keep))}) {
  backend.add(import(part).then(module => module.default));
}
backend.start().catch(() => process.exit(1));
`,
  );
  return file;
}

installPacked(directory);
const entries = {
  with: writeEntry('with', () => true),
  without: writeEntry('without', part => !part.startsWith('@agent-tasks/')),
};

const loadBefore = load();
await withStack(async stack => {
  await stack.startPostgres();
  await stack.startSimulator({ repositories: ['idle'] });
  const times = { with: [], without: [] };
  // the first start of each migrates, and is not counted
  for (let i = 0; i <= ROUNDS; i++) {
    for (const [name, entry] of Object.entries(entries)) {
      const { ms, service } = await stack.startBackend({
        entry,
        name,
        askMs: ASK_MS,
      });
      await service.stop();
      if (i > 0) times[name].push(ms);
    }
  }
  const ratios = times.with.map((ms, i) => ms / times.without[i]);
  const result = {
    rounds: ROUNDS,
    withMs: quantile(times.with, 0.5),
    withoutMs: quantile(times.without, 0.5),
    ratio: round(quantile(ratios, 0.5), 3),
    ratioMin: round(Math.min(...ratios), 3),
    ratioMax: round(Math.max(...ratios), 3),
  };
  report('backend start', result);
  save('start', result, { loadBefore });
});
