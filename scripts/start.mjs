/*
 * The portal, whole: PostgreSQL, a GitHub that runs on this machine, backend
 * and frontend. Ctrl-C ends all of it. Every start begins with an empty database,
 * because the simulated GitHub begins with an empty memory.
 *
 *   --no-seed   without the example tasks
 *   --watch     restart the backend when its source changes
 *   --verbose   print everything that the parts log
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { provideDatabase } from './stack/database.mjs';
import { dataDirectory, ports, root, urls } from './stack/layout.mjs';
import { requireFreePorts } from './stack/ports.mjs';
import { waitForUrl } from './stack/readiness.mjs';
import { runStack } from './stack/runStack.mjs';
import {
  backendCommand,
  frontendCommand,
  simulatorCommand,
  startService,
} from './stack/services.mjs';
import { isWorthShowing } from './stack/logLines.mjs';

const READY_TIMEOUT_MS = 170_000;

const { values: flags } = parseArgs({
  allowNegative: true,
  options: {
    seed: { type: 'boolean', default: true },
    watch: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const startedAt = Date.now();
const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
const say = line => console.log(`[${seconds().padStart(5)}] ${line}`);

/** @param {'templates' | 'tasks'} part - of what the demonstration begins with */
async function seed(part, signal) {
  const script = path.join(root, 'scripts', 'seed-demo.mjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, part],
    { signal },
  );
  say(stdout.trim());
}

/** The simulator has no page at its root; that it answers is enough. */
const isAnswer = response => response.status < 500;

await runStack(async stack => {
  await requireFreePorts(ports);
  const logs = path.join(dataDirectory, 'logs');
  say(`starting; logs are in ${path.relative(root, logs)}`);

  const start = (name, command, env = {}) =>
    stack.add(
      startService(name, command, {
        logs,
        env,
        onLine: line => {
          if (flags.verbose || isWorthShowing(line)) {
            console.log(`[${name}] ${line}`);
          }
        },
      }),
    );

  const database = provideDatabase(stack, {
    logs,
    name: 'demo-postgres',
    reset: true,
    say,
  });
  start('frontend', frontendCommand());
  start('simulator', simulatorCommand({}));
  start('backend', backendCommand({ watch: flags.watch }), await database);

  const ready = (what, url, accepts) =>
    waitForUrl(url, {
      what,
      accepts,
      timeoutMs: READY_TIMEOUT_MS,
      hint: `Its log is in ${path.relative(root, logs)}/${what}.log.`,
      signal: stack.signal,
    }).then(() => say(`${what} ready`));
  await Promise.all([
    ready('simulator', urls.github, isAnswer),
    ready('backend', urls.readiness),
    ready('frontend', urls.portal),
  ]);
  // nothing starts from a template that nobody has approved
  await seed('templates', stack.signal);
  say(
    `Ready. Open ${urls.portal} (GitHub's side: ${urls.github}). Ctrl-C stops everything.`,
  );
  if (flags.seed) {
    // the portal is usable before they are there
    seed('tasks', stack.signal).catch(error => {
      if (!stack.signal.aborted) {
        say(`Some example tasks are missing: ${error.stderr || error.message}`);
      }
    });
  }
});
