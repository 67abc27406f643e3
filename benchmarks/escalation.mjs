/*
 * What it costs to know what 100,000 tasks on their way wait for, and to tell
 * of those that have waited too long: the product's own keeper on a database
 * of its own, against the bare SQL that reads the same rows.
 *
 *   yarn bench escalation
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
    database: 'escalation',
  };
  const admin = new pg.Client({ ...connection, database: 'postgres' });
  await admin.connect();
  await admin.query('create database escalation');
  await admin.end();
  const child = fork(
    path.join(root, 'benchmarks/lib/measureEscalation.mjs'),
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
      reject(new Error(`Measuring escalation ended with ${code}`)),
    );
  });
  report('escalation', figures);
  save('escalation', figures, { loadBefore });
});
