import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const scripts = path.dirname(fileURLToPath(import.meta.url));

describe('run.mjs', () => {
  let root;
  const write = (name, content) => {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  };
  const command = (...args) => [path.join(root, 'scripts/run.mjs'), ...args];
  const run = (...args) =>
    spawnSync(process.execPath, command(...args), { encoding: 'utf8' });

  before(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'run-'));
    fs.cpSync(path.join(scripts, 'setup'), path.join(root, 'scripts/setup'), {
      recursive: true,
    });
    fs.copyFileSync(
      path.join(scripts, 'run.mjs'),
      path.join(root, 'scripts/run.mjs'),
    );
    write('package.json', '{}');
    write('.yarnrc.yml', 'yarnPath: yarn.cjs\n');
    // as after an installation, so that no test reaches for a registry
    write('yarn.cjs', 'console.log(`yarn ${process.argv.slice(2)}`)');
    write('node_modules/.yarn-state.yml', '');
  });
  after(() => fs.rmSync(root, { recursive: true }));

  test('runs a script, with its arguments, tools and exit code', () => {
    write(
      'scripts/tell.mjs',
      `import { execSync } from 'node:child_process';
       console.log(process.argv.slice(2).join(), execSync('yarn add x').toString());
       process.exitCode = 7;`,
    );
    const { stdout, status } = run('scripts/tell.mjs', 'a', '--b');
    assert.equal(stdout.trim(), 'a,--b yarn add,x');
    assert.equal(status, 7);
  });

  test('runs a tool by its name', () => {
    assert.equal(
      run('node', '-p', 'process.version').stdout.trim(),
      process.version,
    );
  });

  test('hands a signal on and reports the end', async () => {
    write(
      'scripts/wait.mjs',
      `process.on('SIGTERM', () => process.exit(5)); console.log('up'); setInterval(() => {}, 1e6);`,
    );
    const child = spawn(process.execPath, command('scripts/wait.mjs'));
    await new Promise(resolve => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    const code = await new Promise(resolve => child.once('exit', resolve));
    assert.equal(code, 5);
  });

  test('says in two lines what is missing', () => {
    fs.renameSync(path.join(root, 'yarn.cjs'), path.join(root, 'moved.cjs'));
    const { stderr, status } = run('node', '-v');
    fs.renameSync(path.join(root, 'moved.cjs'), path.join(root, 'yarn.cjs'));
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^\[setup\] The committed Yarn is missing\.\n\[setup\] /,
    );
    assert.equal(stderr.trim().split('\n').length, 2);
  });
});
