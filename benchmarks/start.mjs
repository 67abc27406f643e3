/*
 * What the plugin adds to the start of a backend: the demo's backend with it
 * and without it, in turn, on the same PostgreSQL.
 */
import fs from 'node:fs';
import path from 'node:path';
import { dataDirectory, root } from '../scripts/stack/layout.mjs';
import { withStack } from './lib/benchStack.mjs';
import { load, quantile, report, round, save } from './lib/measure.mjs';

const ROUNDS = 5;

/** The demo's backend with the parts that `keep` wants, as an entry of its own. */
function writeEntry(name, keep) {
  const source = fs.readFileSync(
    path.join(root, 'packages/backend/src/index.ts'),
    'utf8',
  );
  const local = path.join(root, 'packages/backend/src');
  const entry = source
    .replaceAll(`'./`, `'${local}/`)
    .replace(
      /backend\.add\(\s*import\(\s*'([^']+)',?\s*\),?\s*\);/g,
      (statement, part) => (keep(part) ? statement : ''),
    );
  const file = path.join(dataDirectory, 'benchmark-entries', `${name}.ts`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, entry);
  return file;
}

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
      const { ms, service } = await stack.startBackend({ entry, name });
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
