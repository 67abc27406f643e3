import { spawn } from 'node:child_process';
import { root } from '../stack/layout.mjs';
import { signalGroup } from '../stack/processes.mjs';

/** How long a tool may take to end by itself once it is asked to. */
const END_GRACE_MS = 20_000;

const running = new Set();
let interrupted = false;

/** Whether a person asked for the end: what has not begun should not begin. */
export function wasInterrupted() {
  return interrupted;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
    running.forEach(end => end());
  });
}

/**
 * Runs a tool to its end, in a process group of its own that is ended at the
 * time limit or when a person interrupts us.
 *
 * @param {string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, shown?: boolean, timeoutMs?: number }} [options] -
 *   `shown`: let the output through at once, instead of only returning it
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runCommand(command, options = {}) {
  const { env = {}, shown = false, timeoutMs = 600_000 } = options;
  return new Promise(resolve => {
    const child = spawn(command[0], command.slice(1), {
      cwd: root,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const read = chunk => {
      output += chunk;
      if (shown) {
        process.stdout.write(chunk);
      }
    };
    let note = '';
    let killTimer;
    const end = () => {
      signalGroup(child.pid, 'SIGTERM');
      killTimer = setTimeout(
        () => signalGroup(child.pid, 'SIGKILL'),
        END_GRACE_MS,
      );
    };
    const limit = setTimeout(() => {
      note = `\nStopped after ${timeoutMs / 1000} s.\n`;
      end();
    }, timeoutMs);
    const finish = (ok, problem = '') => {
      clearTimeout(limit);
      clearTimeout(killTimer);
      running.delete(end);
      resolve({ ok, output: `${output}${problem}${note}` });
    };
    running.add(end);
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', error => finish(false, `${error.message}\n`));
    child.on('close', code => finish(code === 0 && !note));
  });
}
