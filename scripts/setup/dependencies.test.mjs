import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, afterEach, describe, test } from 'node:test';
import { ensureDependencies, needsInstall, yarnOf } from './dependencies.mjs';

describe('dependencies', () => {
  let root;
  const write = (name, content, age = 0) => {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    const time = new Date(Date.now() - age);
    fs.utimesSync(file, time, time);
  };

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'dependencies-'));
    write('package.json', '{}', 60_000);
    write('plugins/one/package.json', '{}', 60_000);
    write('.yarnrc.yml', 'yarnPath: yarn.cjs\n', 60_000);
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  test('are installed once, and again when a manifest changed', () => {
    assert.equal(needsInstall(root), true);
    write('node_modules/.yarn-state.yml', '', 30_000);
    assert.equal(needsInstall(root), false);
    write('plugins/one/package.json', '{}', 10_000);
    assert.equal(needsInstall(root), true);
  });

  test('need the committed Yarn', () => {
    assert.throws(() => yarnOf(root), /committed Yarn is missing/);
  });

  const install = yarn => {
    write('yarn.cjs', yarn);
    const said = [];
    return ensureDependencies({
      root,
      node: process.execPath,
      env: { ...process.env, YARN_NPM_REGISTRY_SERVER: 'https://unused.test' },
      say: line => said.push(line),
    }).then(() => said);
  };

  test('keep quiet about single packages while they install', async () => {
    const said = await install(`
      console.log('➤ YN0000: ┌ Link step');
      console.log('➤ YN0007: │ some-package must be built');
      require('fs').mkdirSync('node_modules');
      require('fs').writeFileSync('node_modules/.yarn-state.yml', '');
    `);
    assert.equal(said.length, 2);
    assert.match(said[1], /Link step/);
    assert.equal(needsInstall(root), false);
  });

  test('say why they cannot be installed', async t => {
    t.mock.method(process.stderr, 'write', () => true);
    await assert.rejects(
      install(`console.log('getaddrinfo ENOTFOUND'); process.exit(1)`),
      /registry cannot be reached/,
    );
    assert.equal(needsInstall(root), true);
  });
});
