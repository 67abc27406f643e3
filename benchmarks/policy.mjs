/*
 * What policy costs with every check switched on: one task, with GitHub's and
 * the ticket system's answers remembered, and the dry runs of a rollout over
 * 1,000 components whose repositories GitHub was never asked about.
 *
 *   yarn bench policy
 */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { root } from '../scripts/stack/layout.mjs';
import { withStack } from './lib/benchStack.mjs';
import { load, report, save } from './lib/measure.mjs';

const require = createRequire(import.meta.url);
const loadBefore = load();

await withStack(async stack => {
  const postgres = await stack.startPostgres();
  const connection = {
    host: postgres.env.POSTGRES_HOST,
    port: postgres.port,
    user: postgres.env.POSTGRES_USER,
    password: postgres.env.POSTGRES_PASSWORD,
    database: 'policy',
  };
  const admin = new pg.Client({ ...connection, database: 'postgres' });
  await admin.connect();
  await admin.query('create database policy');
  await admin.end();
  const child = fork(
    path.join(root, 'benchmarks/lib/measurePolicy.mjs'),
    [JSON.stringify(connection)],
    {
      cwd: path.join(root, 'packages/backend'),
      execArgv: [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
      ],
    },
  );
  const figures = await new Promise((resolve, reject) => {
    // Backstage's loader sends messages of its own
    child.on('message', message => {
      if (message.type === 'result') {
        resolve(message.result);
      }
    });
    child.once('exit', code =>
      reject(new Error(`Measuring policy ended with ${code}`)),
    );
  });
  report('policy', figures);
  save('policy', figures, { loadBefore });
});
