/*
 * Ends the stack when the script that started it dies without a chance to do
 * so (kill -9, a closed terminal): a process of its own that holds one end of a
 * channel to its parent, and acts when that channel breaks. It promises an end,
 * not an orderly one: PostgreSQL is asked before the others are gone.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { signalGroup } from './processes.mjs';

const self = fileURLToPath(import.meta.url);
const GRACE_MS = 5_000;

export class Guardian {
  #child = fork(self, {
    detached: true,
    execArgv: [],
    stdio: 'ignore',
  });

  /** @param {import('./ServiceProcess.mjs').ServiceProcess} service */
  watch(service) {
    this.#child.send({ pid: service.pid, signal: service.stopSignal });
  }

  /** Call when everything has been stopped in order. */
  dismiss() {
    this.#child.kill('SIGKILL');
  }
}

function guard() {
  const groups = [];
  process.on('message', group => groups.push(group));
  process.on('disconnect', () => {
    groups.forEach(({ pid, signal }) => signalGroup(pid, signal));
    setTimeout(() => {
      groups.forEach(({ pid }) => signalGroup(pid, 'SIGKILL'));
      process.exit(0);
    }, GRACE_MS);
  });
}

if (process.argv[1] === self) {
  guard();
}
