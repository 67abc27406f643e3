import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { root } from './layout.mjs';
import { freePort } from './ports.mjs';
import { backendCommand } from './services.mjs';

describe('A backend that cannot start', { concurrency: true }, () => {
  let directory;
  before(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'backend-start-'));
  });
  after(() => fs.rmSync(directory, { recursive: true }));

  /** Starts the portal's backend with a change to its configuration. */
  async function start(name, config) {
    const file = path.join(directory, `${name}.json`);
    fs.writeFileSync(file, JSON.stringify(config(await freePort())));
    const { command, args, cwd, env } = backendCommand({
      args: [
        ...['--config', path.join(root, 'app-config.yaml')],
        ...['--config', file],
      ],
    });
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 180_000,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => (output += text));
    }
    const [status, signal] = await new Promise(resolve =>
      child.once('close', (...end) => resolve(end)),
    );
    return { status, signal, output: stripVTControlCharacters(output) };
  }

  test('ends, and names every wrong key of agentTasks', async () => {
    const { status, output } = await start('wrong', port => ({
      backend: {
        listen: { port },
        // what is wrong is found before a database is needed
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      agentTasks: {
        identitys: [],
        identities: [
          { id: 'app', token: 'ghs_installation', repositories: ['acme/*'] },
        ],
      },
    }));
    assert.equal(status, 1, output);
    const sentence = /Wrong agent-tasks configuration: .*/.exec(output)?.[0];
    assert.match(sentence, /agentTasks\.identitys is not a key/);
    assert.match(sentence, /agentTasks\.identities\[0\]\.token .*ghs_/);
  });

  test('ends without PostgreSQL, and names the key to correct', async () => {
    const { status, output } = await start('no-database', port => ({
      backend: {
        listen: { port },
        database: {
          client: 'pg',
          connection: { host: '127.0.0.1', port: 1, user: 'x', password: 'x' },
        },
      },
    }));
    assert.equal(status, 1, output);
    assert.match(
      output,
      /^The backend has no PostgreSQL: correct backend\.database\.connection \(connect ECONNREFUSED 127\.0\.0\.1:1\)\.$/m,
    );
  });
});
