import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ServiceProcess } from './ServiceProcess.mjs';
import { isGroupAlive } from './processes.mjs';
import { Stack } from './Stack.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const untilGone = async pid => {
  for (let i = 0; i < 200 && isGroupAlive(pid); i++) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return !isGroupAlive(pid);
};

describe('Stack', () => {
  let directory;
  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'stack-'));
  });
  afterEach(() => fs.rmSync(directory, { recursive: true }));

  const service = (name, source, onLine) =>
    ServiceProcess.start({
      name,
      command: process.execPath,
      args: ['-e', source],
      env: process.env,
      logFile: path.join(directory, `${name}.log`),
      onLine,
    });

  const started = (name, source) =>
    new Promise(resolve => {
      const process_ = service(name, source, () => resolve(process_));
    });

  const forever = 'console.log("up"); setInterval(() => {}, 1e6);';
  const logsItsEnd = name =>
    `process.on('SIGTERM', () => { require('fs').appendFileSync(${JSON.stringify(
      path.join(directory, 'ends'),
    )}, '${name} '); process.exit(); }); ${forever}`;

  test('ends its parts, each whole, and their foundation after them', async () => {
    const stack = new Stack();
    const database = await started('database', logsItsEnd('database'));
    const backend = await started(
      'backend',
      `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']); ${logsItsEnd(
        'backend',
      )}`,
    );
    stack.addFoundation(database);
    stack.add(backend);
    await stack.stop();
    assert.equal(
      fs.readFileSync(path.join(directory, 'ends'), 'utf8'),
      'backend database ',
    );
    assert.equal(isGroupAlive(database.pid), false);
    assert.equal(isGroupAlive(backend.pid), false);
  });

  test('reports a part that ends by itself, with the end of its log', async () => {
    const stack = new Stack();
    stack.add(
      service('backend', 'console.error("wrong key"); process.exit(3)'),
    );
    await assert.rejects(
      stack.during(new Promise(() => {})),
      /The backend stopped \(code 3\)[\s\S]*wrong key/,
    );
    await stack.stop();
  });

  test('reports a command that does not exist', async () => {
    const missing = ServiceProcess.start({
      name: 'simulator',
      command: path.join(directory, 'nothing'),
      args: [],
      logFile: path.join(directory, 'nothing.log'),
    });
    await assert.rejects(missing.unexpectedEnd(), /simulator stopped .*ENOENT/);
    await missing.stop();
  });

  test('ends what comes too late', async () => {
    const stack = new Stack();
    await stack.stop();
    const late = await started('late', forever);
    assert.throws(() => stack.add(late), /being stopped/);
    await stack.stop();
    assert.equal(isGroupAlive(late.pid), false);
  });

  test('leaves nothing behind when its script is killed', async () => {
    const script = `
      import { Stack } from ${JSON.stringify(
        pathToFileURL(path.join(here, 'Stack.mjs')).href,
      )};
      import { ServiceProcess } from ${JSON.stringify(
        pathToFileURL(path.join(here, 'ServiceProcess.mjs')).href,
      )};
      const stack = new Stack();
      const service = stack.add(ServiceProcess.start({
        name: 'part', command: process.execPath, env: process.env,
        args: ['-e', ${JSON.stringify(forever)}],
        logFile: ${JSON.stringify(path.join(directory, 'part.log'))},
        onLine: () => console.log(service.pid),
      }));`;
    const parent = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      script,
    ]);
    const pid = await new Promise(resolve =>
      parent.stdout.once('data', data => resolve(Number(data))),
    );
    assert.equal(isGroupAlive(pid), true);
    parent.kill('SIGKILL');
    assert.equal(await untilGone(pid), true);
  });
});
