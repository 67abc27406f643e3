import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { dataDirectory } from '../../scripts/stack/layout.mjs';
import { freePort } from '../../scripts/stack/ports.mjs';
import { waitForUrl } from '../../scripts/stack/readiness.mjs';
import { backendCommand, startService } from '../../scripts/stack/services.mjs';
import { lib, logs } from './places.mjs';

/** A broker: one database on the clock of its world, and the replicas on it. */
export class Broker {
  /**
   * Creates the database; no replica runs yet.
   *
   * @param {import('./World.mjs').World} world
   * @param {string} name - of the database
   * @param {{ identities: object[], agentTasks?: object }} config - of the
   *   section `agentTasks`
   */
  static async create(world, name, { identities, agentTasks = {} }) {
    const connection = {
      host: world.postgres.env.POSTGRES_HOST,
      port: world.postgres.port,
      user: world.postgres.env.POSTGRES_USER,
      password: world.postgres.env.POSTGRES_PASSWORD,
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
           select to_timestamp(${world.clock.virtualMs / 1000}::float8 +
             (extract(epoch from pg_catalog.${clock}())::float8 - ${
          world.clock.realMs / 1000
        }::float8) * ${world.speed}) $$`,
      );
    }
    return new Broker(
      world,
      name,
      { connection, prefix, client },
      { identities, agentTasks },
    );
  }

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
