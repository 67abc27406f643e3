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
import pg from 'pg';
import { startEmbeddedPostgres } from '../../scripts/stack/EmbeddedPostgres.mjs';
import { Stack } from '../../scripts/stack/Stack.mjs';
import { dataDirectory, root } from '../../scripts/stack/layout.mjs';
import { freePort } from '../../scripts/stack/ports.mjs';
import { waitForUrl } from '../../scripts/stack/readiness.mjs';
import {
  backendCommand,
  simulatorCommand,
  startService,
} from '../../scripts/stack/services.mjs';

const lib = path.join(root, 'benchmarks/lib');
const logs = path.join(dataDirectory, 'benchmark-logs');
const HOUR_MS = 3_600_000;

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

  /** Waits on the world's clock. */
  async sleep(ms) {
    await new Promise(resolve => setTimeout(resolve, ms / this.speed));
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

  /** Creates the database of a broker, on the world's clock. */
  async createBroker(name, { identities, agentTasks = {} }) {
    const connection = {
      host: this.postgres.env.POSTGRES_HOST,
      port: this.postgres.port,
      user: this.postgres.env.POSTGRES_USER,
      password: this.postgres.env.POSTGRES_PASSWORD,
    };
    const prefix = `${name}_`;
    const database = `${prefix}agent-tasks`;
    const admin = new pg.Client({ ...connection, database: 'postgres' });
    await admin.connect();
    await admin.query(`create database "${database}"`);
    await admin.query(
      `alter database "${database}" set search_path = public, pg_catalog`,
    );
    await admin.end();
    const client = new pg.Client({ ...connection, database });
    // the server ends before its clients where a run is broken off
    client.on('error', () => {});
    await client.connect();
    // looked for in `public` first, by defaults of columns too
    for (const [clock, volatility] of [
      ['clock_timestamp', 'volatile'],
      ['statement_timestamp', 'stable'],
      ['transaction_timestamp', 'stable'],
      ['now', 'stable'],
    ]) {
      await client.query(
        `create function public.${clock}() returns timestamptz language sql ${volatility} as $$
           select to_timestamp(${this.clock.virtualMs / 1000}::float8 +
             (extract(epoch from pg_catalog.${clock}())::float8 - ${
          this.clock.realMs / 1000
        }::float8) * ${this.speed}) $$`,
      );
    }
    return new Broker(
      this,
      name,
      { connection, prefix, client },
      { identities, agentTasks },
    );
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

/** A broker: one database, and the replicas on it. */
class Broker {
  constructor(world, name, database, config) {
    this.world = world;
    this.name = name;
    this.database = database;
    this.sql = database.client;
    this.config = config;
    this.replicas = [];
    this.started = 0;
  }

  /**
   * Starts one replica more and waits until it is ready.
   *
   * @returns its process and address
   */
  async startReplica() {
    const { world, name } = this;
    const id = `${name}-${++this.started}`;
    const port = await freePort();
    const file = path.join(world.directory, `${id}.yaml`);
    fs.writeFileSync(file, JSON.stringify(this.#backendConfig(port)));
    const command = backendCommand({
      entry: path.join(lib, 'replica.mjs'),
      args: ['--config', file],
    });
    const service = world.stack.add(
      startService(
        id,
        {
          ...command,
          args: ['--require', path.join(lib, 'fastClock.cjs'), ...command.args],
        },
        {
          logs,
          env: {
            BENCHMARK_CLOCK: JSON.stringify(world.clock),
            LOG_LEVEL: 'warn',
            // replicas start often here
            NODE_COMPILE_CACHE: path.join(dataDirectory, 'benchmark-cache'),
          },
        },
      ),
    );
    const replica = { service, url: `http://localhost:${port}` };
    this.replicas.push(replica);
    await waitForUrl(`${replica.url}/.backstage/health/v1/readiness`, {
      what: id,
      timeoutMs: 120_000,
    });
    return replica;
  }

  /** Ends a replica as a crash does: SIGKILL, and nothing after it. */
  async kill(replica) {
    this.replicas.splice(this.replicas.indexOf(replica), 1);
    replica.service.stopSignal = 'SIGKILL';
    await replica.service.stop();
  }

  async stop() {
    await Promise.all(this.replicas.map(({ service }) => service.stop()));
    await this.sql.end();
  }

  #backendConfig(port) {
    const { githubHost, api } = this.world;
    const { identities, agentTasks } = this.config;
    const baseUrl = `http://localhost:${port}`;
    return {
      app: { baseUrl },
      backend: {
        baseUrl,
        listen: { port, host: '127.0.0.1' },
        database: {
          client: 'pg',
          prefix: this.database.prefix,
          connection: this.database.connection,
        },
      },
      integrations: { github: [{ host: githubHost, apiBaseUrl: api }] },
      agentTasks: {
        identities: identities.map(identity => ({
          host: githubHost,
          repositories: ['bench/*'],
          ...identity,
        })),
        repositories: { allow: ['bench/*'] },
        prompts: { allowFree: true },
        ...agentTasks,
      },
    };
  }
}

/**
 * What a simulated GitHub begins with: one account and token for each login,
 * and repositories of the organization `bench`.
 *
 * @param {{ logins: string[], repositories: string[], limits?: object,
 *   agent?: object }} options - GitHub's published limits unless given; agents
 *   that never begin unless given
 */
export function seedOf({ logins, repositories, limits, agent }) {
  return {
    users: logins.map(login => ({ login })),
    tokens: logins.map(login => ({ token: tokenOf(login), user: login })),
    organizations: [{ login: 'bench', members: logins }],
    repositories: repositories.map(name => ({
      owner: 'bench',
      name,
      files: { 'README.md': `# ${name}\n` },
    })),
    agent: agent ?? { queuedMs: 1_000 * HOUR_MS, jitter: 0 },
    ...(limits && { limits }),
  };
}

export const tokenOf = login => `ghp_${login.replaceAll('-', '')}`;
