import fs from 'node:fs';
import path from 'node:path';
import { startEmbeddedPostgres } from '../stack/EmbeddedPostgres.mjs';
import { Guardian } from '../stack/Guardian.mjs';
import { dataDirectory, root } from '../stack/layout.mjs';
import { runCommand } from './runCommand.mjs';
import { readJest, readNodeTap, readPlaywright } from './tally.mjs';

const reportDirectory = path.join(dataDirectory, 'test-reports');

/** A fresh place for a runner's machine-readable report. */
function reportFile(name) {
  const file = path.join(reportDirectory, name);
  fs.mkdirSync(reportDirectory, { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
}

const node = (...args) => runCommand([process.execPath, ...args]);

async function withCounts(run, file, read) {
  const { ok, output } = await run;
  try {
    return { ok, output, tests: read(fs.readFileSync(file, 'utf8')) };
  } catch (error) {
    return { ok: false, output: `${output}\n${error.message}` };
  }
}

async function scripts() {
  const file = reportFile('scripts.tap');
  const run = node(
    '--test',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${file}`,
    'scripts/**/*.test.mjs',
    'fault-tests/**/*.test.mjs',
  );
  return withCounts(run, file, readNodeTap);
}

let compiled;

/** The report tools read what the compiler wrote, so nothing stale may stay. */
function types() {
  compiled = compile();
  return compiled;
}

async function compile() {
  fs.rmSync(path.join(root, 'dist-types'), { recursive: true, force: true });
  return runCommand(['tsc', '--pretty', 'false']);
}

/** Packages with Backstage's rules, and what is no package with eslint's own. */
async function lint() {
  const packages = await runCommand([
    ...['backstage-cli', 'repo', 'lint', '--max-warnings=0'],
  ]);
  const scripts = await runCommand([
    ...['eslint', '--ext', '.mjs', 'scripts', 'benchmarks', 'fault-tests'],
  ]);
  return {
    ok: packages.ok && scripts.ok,
    output: packages.output + scripts.output,
  };
}

async function unit() {
  const file = reportFile('jest.json');
  const guardian = new Guardian();
  const postgres = await startEmbeddedPostgres({
    directory: path.join(dataDirectory, 'test-postgres'),
    logFile: path.join(reportDirectory, 'postgres.log'),
    throwaway: true,
    settings: { max_connections: 400 },
  });
  guardian.watch(postgres.server);
  try {
    const run = runCommand(
      [
        ...['backstage-cli', 'repo', 'test', '--no-watch', '--ci'],
        ...['--json', `--outputFile=${file}`],
      ],
      {
        shown: true,
        timeoutMs: 1_500_000,
        env: {
          // with CI set, Backstage's TestDatabases would look for Docker
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
            postgres.connectionString,
        },
      },
    );
    return await withCounts(run, file, readJest);
  } finally {
    await postgres.stop();
    guardian.dismiss();
  }
}

async function reports() {
  const { ok } = await (compiled ?? types());
  return ok
    ? node('scripts/build-api-reports.mjs', '--check')
    : { ok, output: 'The reports are made from types that compile.\n' };
}

/** Few tasks, so that it takes two minutes; all points and kinds of blows are in it. */
async function faults() {
  const file = reportFile('faults.tap');
  const run = runCommand(
    [
      process.execPath,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${file}`,
      'fault-tests/run.mjs',
      '--tasks=60',
    ],
    { shown: true, timeoutMs: 900_000 },
  );
  return withCounts(run, file, readNodeTap);
}

async function journey() {
  const file = reportFile('playwright.json');
  const run = runCommand(['playwright', 'test', '--reporter=list,json'], {
    shown: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  return withCounts(run, file, readPlaywright);
}

/** In the order in which they tell most for their time. */
export const stages = [
  { name: 'scripts', title: 'Tests of the scripts', run: scripts },
  {
    name: 'generated',
    title: 'Generated code is current',
    run: () => node('scripts/generate-openapi.mjs', '--check'),
  },
  { name: 'types', title: 'Types', run: types },
  {
    name: 'lint',
    title: 'Lint',
    run: lint,
  },
  {
    name: 'format',
    title: 'Format',
    run: () => runCommand(['prettier', '--check', '--log-level=warn', '.']),
  },
  {
    name: 'docs',
    title: 'Links in the documentation',
    run: () => node('scripts/check-docs.mjs'),
  },
  { name: 'unit', title: 'Unit and integration tests', run: unit, shown: true },
  {
    name: 'reports',
    title: 'API and SQL reports',
    run: reports,
  },
  {
    name: 'faults',
    title: 'Faults of replicas, database and GitHub',
    run: faults,
    shown: true,
  },
  { name: 'journey', title: 'Browser journey', run: journey, shown: true },
];
