import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { signalGroup } from '../../scripts/stack/processes.mjs';
import { ServiceProcess } from '../../scripts/stack/ServiceProcess.mjs';
import { readAnnouncement } from './announcement.mjs';

const require = createRequire(import.meta.url);
const entry = fileURLToPath(new URL('../replica.mjs', import.meta.url));

const POLL_MS = 100;

/**
 * A place in the row of replicas: the process that runs there is killed and
 * replaced by a new one, as an orchestrator does it.
 */
export class Replica {
  #process;
  #lives = 0;
  #ended = true;

  /**
   * @param {{ slot: number, port: number, config: string, claims: string, logs: string, onAnnouncement: (replica: Replica, told: { arm: string, what: string }) => void, onLine: (line: string) => void, guardian: { watch(service: object): void } }} options
   */
  constructor(options) {
    this.options = options;
    this.slot = options.slot;
    this.url = `http://localhost:${options.port}`;
    this.frozen = false;
    this.ready = false;
  }

  /** Whether there is a process to be hit, which has started. */
  get standing() {
    return !this.#ended && this.ready && !this.frozen;
  }

  /** How many processes there have been. */
  get lives() {
    return this.#lives;
  }

  get alive() {
    return !this.#ended;
  }

  /**
   * @param {{ chain: string[], rare: string[] }} arms
   * @returns whether it is ready; it may be gone again
   */
  async start({ chain, rare }) {
    const { config, claims, logs, onAnnouncement, onLine, guardian } =
      this.options;
    this.#lives += 1;
    this.#ended = false;
    this.ready = false;
    this.frozen = false;
    const service = ServiceProcess.start({
      name: `replica ${this.slot}`,
      command: process.execPath,
      args: [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
        entry,
        ...['--config', config],
        ...['--arm', chain.join(',')],
        ...['--rare', rare.join(',')],
        ...['--claims', claims],
      ],
      cwd: path.dirname(entry),
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info' },
      logFile: path.join(logs, `replica-${this.slot}.${this.#lives}.log`),
      onLine: line => {
        const told = readAnnouncement(line);
        if (told) {
          onAnnouncement(this, told);
        }
        onLine(line);
      },
    });
    this.#process = service;
    guardian.watch(service);
    service.unexpectedEnd().catch(() => {
      if (this.#process === service) {
        this.#ended = true;
        this.ready = false;
      }
    });
    while (!this.#ended && !(await this.#answers())) {
      await new Promise(resolve => setTimeout(resolve, POLL_MS));
    }
    this.ready = !this.#ended;
    return this.ready;
  }

  kill() {
    this.#signal('SIGKILL');
  }

  freeze() {
    this.frozen = true;
    this.#signal('SIGSTOP');
  }

  thaw() {
    this.#signal('SIGCONT');
    this.frozen = false;
  }

  async stop() {
    this.thaw();
    await this.#process?.stop();
  }

  async #answers() {
    try {
      const { ok } = await fetch(`${this.url}/.backstage/health/v1/readiness`, {
        signal: AbortSignal.timeout(1_000),
      });
      return ok;
    } catch {
      return false;
    }
  }

  #signal(signal) {
    if (!this.#ended) {
      signalGroup(this.#process.pid, signal);
    }
  }
}
