/*
 * A simulated GitHub with its published limits, PostgreSQL and any number of
 * replicas of the broker, all on one clock that runs `speed` times as fast as
 * ours. Peers run as processes on the same clock and the same simulator.
 *
 * The product is not changed for it. In the databases of a world,
 * `clock_timestamp()`, `now()` and their like are the fast clock; in its
 * processes, dates and timers are (`fastClock.cjs`).
 */
import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../scripts/stack/EmbeddedPostgres.mjs';
import { Stack } from '../../scripts/stack/Stack.mjs';
import { dataDirectory } from '../../scripts/stack/layout.mjs';
import { freePort } from '../../scripts/stack/ports.mjs';
import { waitForUrl } from '../../scripts/stack/readiness.mjs';
import {
  simulatorCommand,
  startService,
} from '../../scripts/stack/services.mjs';
import { lib, logs } from './places.mjs';

/** Runs `work` in a world that is ended afterwards, whatever happens. */
export async function withWorld({ speed, seed }, work) {
  const stack = new Stack();
  const directory = fs.mkdtempSync(
    path.join(os.tmpdir(), 'agent-tasks-bench-'),
  );
  try {
    await stack.during(
      (async () => {
        const world = new World(stack, directory, speed);
        await world.startPostgres();
        await world.startSimulator(seed);
        await work(world);
      })(),
    );
  } finally {
    await stack.stop();
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

export class World {
  constructor(stack, directory, speed) {
    this.stack = stack;
    this.directory = directory;
    this.speed = speed;
  }

  async startPostgres() {
    // a server that loses nothing, as in production
    this.postgres = await startEmbeddedPostgres({
      directory: path.join(dataDirectory, 'benchmark-postgres'),
      logFile: path.join(logs, 'postgres.log'),
      throwaway: true,
      settings: {
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
        max_connections: 200,
        shared_buffers: '256MB',
      },
    });
    this.stack.addFoundation(this.postgres.server, this.postgres.stop);
  }

  async startSimulator(seed) {
    const port = await freePort();
    const file = path.join(this.directory, 'seed.json');
    fs.writeFileSync(file, JSON.stringify(seed));
    this.stack.add(
      startService(
        'simulator',
        simulatorCommand({
          args: [
            ...['--port', String(port), '--seed', file],
            ...['--speed', String(this.speed)],
            // what a run did is counted at its end
            ...['--kept-requests', '1000000'],
          ],
        }),
        { logs },
      ),
    );
    this.githubHost = `localhost:${port}`;
    this.github = `http://${this.githubHost}`;
    this.api = `${this.github}/api/v3`;
    await waitForUrl(this.github, { what: 'simulator', timeoutMs: 60_000 });
    const before = Date.now();
    const clock = await this.control('GET', '/clock');
    this.clock = {
      speed: this.speed,
      realMs: (before + Date.now()) / 2,
      virtualMs: Date.parse(clock.now),
    };
  }

  /** The world's time in milliseconds since 1970. */
  now() {
    const { speed, realMs, virtualMs } = this.clock;
    return virtualMs + (Date.now() - realMs) * speed;
  }

  /** Waits on the world's clock; rejects where the signal aborts it. */
  async sleep(ms, signal) {
    await setTimeout(ms / this.speed, undefined, { signal });
  }

  /** A call of the simulator's control API. */
  async control(method, pathName, body) {
    const response = await fetch(`${this.github}/_control${pathName}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${pathName}: ${await response.text()}`);
    }
    return await response.json();
  }

  /**
   * Starts a program on the world's clock.
   *
   * @returns the process; it is ended with the world
   */
  fork(file, args) {
    const child = fork(file, args.map(String), {
      execArgv: ['--require', path.join(lib, 'fastClock.cjs')],
      env: { ...process.env, BENCHMARK_CLOCK: JSON.stringify(this.clock) },
    });
    this.stack.signal.addEventListener('abort', () => child.kill('SIGKILL'));
    child.unref();
    child.channel.unref();
    return child;
  }
}
