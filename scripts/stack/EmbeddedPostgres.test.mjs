import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import pg from 'pg';
import { startEmbeddedPostgres } from './EmbeddedPostgres.mjs';
import { reachableDirectory } from './unprivileged.mjs';

async function query(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('embedded PostgreSQL', () => {
  let closed;
  let directory;
  beforeEach(() => {
    // as in a home that is closed to other users
    closed = fs.mkdtempSync(path.join(os.tmpdir(), 'closed-'));
    directory = path.join(closed, 'postgres');
  });
  afterEach(() => {
    fs.rmSync(closed, { recursive: true });
    fs.rmSync(reachableDirectory(directory), { recursive: true, force: true });
  });
  const start = options =>
    startEmbeddedPostgres({
      directory,
      logFile: path.join(closed, 'postgres.log'),
      ...options,
    });

  test('keeps its data from run to run, also as root under a closed directory', async () => {
    const first = await start();
    await query(
      first.connectionString,
      'create table kept as select 42 as answer',
    );
    await first.stop();
    assert.match(
      fs.readFileSync(path.join(closed, 'postgres.log'), 'utf8'),
      /database system is shut down/,
    );
    const second = await start();
    const rows = await query(
      second.connectionString,
      'select answer from kept',
    );
    await second.stop();
    assert.deepEqual(rows, [{ answer: 42 }]);
  });

  test('takes over from a server that a killed run left', async () => {
    const left = await start();
    left.server.unexpectedEnd().catch(() => {});
    const next = await start();
    await query(next.connectionString, 'select 1');
    await assert.rejects(query(left.connectionString, 'select 1'));
    await next.stop();
  });

  test('keeps what was committed through a crash', async () => {
    const postgres = await start({
      throwaway: true,
      settings: { synchronous_commit: 'on' },
    });
    const { pid } = postgres.server;
    await query(postgres.connectionString, 'create table kept ()');
    await postgres.restart({ signal: 'SIGQUIT' });
    assert.notEqual(postgres.server.pid, pid);
    await query(postgres.connectionString, 'table kept');
    await postgres.stop();
  });

  test('begins anew when it is reset', async () => {
    const sql = 'create table once ()';
    const first = await start();
    await query(first.connectionString, sql);
    await first.stop();
    const second = await start({ reset: true });
    await query(second.connectionString, sql);
    await second.stop();
  });

  test('leaves nothing behind when it is a throwaway', async () => {
    const postgres = await start({ throwaway: true });
    const [setting] = await query(postgres.connectionString, 'show fsync');
    await postgres.stop();
    assert.equal(setting.fsync, 'off');
    assert.equal(fs.existsSync(postgres.home), false);
  });
});
