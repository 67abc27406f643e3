#!/usr/bin/env node
/*
 * The door of this repository: makes sure that the right Node.js and the
 * dependencies are there, then runs what was asked for.
 *
 *   node scripts/run.mjs scripts/start.mjs         a script
 *   node scripts/run.mjs backstage-cli repo lint   a tool from the dependencies
 *
 * It runs on every Node.js since 18 with npm beside it and uses no dependency.
 * It installs nothing outside the checkout (Yarn's download cache excepted).
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describeError } from './setup/SetupError.mjs';
import { ensureDependencies, yarnOf } from './setup/dependencies.mjs';
import { ensureNode } from './setup/nodeRuntime.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const say = line => console.error(`[setup] ${line}`);

/** Backstage's tools call `yarn` and each other by name, wherever they start from. */
function toolsDirectory(node) {
  const directory = path.join(root, '.toolchain', 'bin');
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(
    path.join(directory, 'yarn'),
    `#!/bin/sh\nexec "${node}" "${yarnOf(root)}" "$@"\n`,
    { mode: 0o755 },
  );
  return directory;
}

async function main() {
  const [target, ...args] = process.argv.slice(2);
  const node = ensureNode({ root, say });
  const env = {
    ...process.env,
    PATH: [
      toolsDirectory(node),
      path.join(root, 'node_modules', '.bin'),
      path.dirname(node),
      process.env.PATH ?? '',
    ].join(path.delimiter),
  };
  // npm's own Node.js must not come back through the variables that npm sets
  delete env.npm_execpath;
  delete env.npm_node_execpath;
  await ensureDependencies({ root, node, env, say });
  if (!target) {
    return;
  }
  const command = target.endsWith('.mjs')
    ? [node, path.resolve(root, target)]
    : [target];
  const child = spawn(command[0], [...command.slice(1), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

main().catch(error => {
  describeError(error).split('\n').forEach(say);
  process.exitCode = 1;
});
