import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { root } from '../../scripts/stack/layout.mjs';
import { withStack } from './benchStack.mjs';
import { load, report, save } from './measure.mjs';

const require = createRequire(import.meta.url);

/**
 * Measures parts of the product itself on a database of their own: `script`
 * runs with Backstage's loader, since the product is TypeScript, and sends its
 * figures as a message of the type `result`.
 *
 * @param {string} benchmark - also the name of the database
 * @param {string} script - beside this file
 * @param {{ heapMiB?: number }} options - a smaller heap than Node.js takes for
 *   itself where there is a lot of memory: it shows what is needed, and not how
 *   long garbage may lie
 */
export async function measureProduct(benchmark, script, { heapMiB } = {}) {
  const loadBefore = load();
  await withStack(async stack => {
    const postgres = await stack.startPostgres();
    const connection = {
      host: postgres.env.POSTGRES_HOST,
      port: postgres.port,
      user: postgres.env.POSTGRES_USER,
      password: postgres.env.POSTGRES_PASSWORD,
      database: benchmark,
    };
    const admin = new pg.Client({ ...connection, database: 'postgres' });
    await admin.connect();
    await admin.query(`create database ${benchmark}`);
    await admin.end();
    const child = fork(
      path.join(root, 'benchmarks/lib', script),
      [JSON.stringify(connection)],
      {
        cwd: path.join(root, 'packages/backend'),
        execArgv: [
          ...(heapMiB ? [`--max-old-space-size=${heapMiB}`] : []),
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
        reject(new Error(`Measuring ${benchmark} ended with ${code}`)),
      );
    });
    report(benchmark, figures);
    save(benchmark, figures, { loadBefore });
  });
}
