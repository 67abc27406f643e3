import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../scripts/stack/EmbeddedPostgres.mjs';
import { Guardian } from '../../scripts/stack/Guardian.mjs';
import { dataDirectory } from '../../scripts/stack/layout.mjs';
import { freePort } from '../../scripts/stack/ports.mjs';
import { Stack } from '../../scripts/stack/Stack.mjs';
import { Database } from './Database.mjs';
import { GitHubControl, identities, ORGANIZATION } from './GitHubControl.mjs';
import { Replica } from './Replica.mjs';

export const TOKEN = 'fault-tests-caller';

/** Short, so that a takeover is a matter of seconds. */
export const LEASE_MS = 3_000;
const POST_TIMEOUT_MS = 1_500;
/** Longer than everything that keeps a task out of GitHub's lists. */
const WINDOW_MS = 15_000;

const logs = path.join(dataDirectory, 'fault-tests');

/** PostgreSQL, the simulated GitHub, and the replicas on them. */
export class Fleet {
  #stack = new Stack();
  #guardian = new Guardian();
  #directory = fs.mkdtempSync(path.join(os.tmpdir(), 'agent-tasks-faults-'));

  /** Runs `work`, and ends every process afterwards, whatever happens. */
  static async with({ replicas, onAnnouncement, onLine }, work) {
    const fleet = new Fleet();
    try {
      await fleet.#start({ replicas, onAnnouncement, onLine });
      return await fleet.#stack.during(work(fleet));
    } finally {
      await fleet.#stop();
    }
  }

  async #start({ replicas, onAnnouncement, onLine }) {
    fs.rmSync(logs, { recursive: true, force: true });
    this.postgres = await startEmbeddedPostgres({
      directory: path.join(dataDirectory, 'fault-tests-postgres'),
      logFile: path.join(logs, 'postgres.log'),
      throwaway: true,
      // what was committed survives a crash of the server, as in production
      settings: { synchronous_commit: 'on', max_connections: 200 },
    });
    this.#guardian.watch(this.postgres.server);
    this.github = await GitHubControl.start({
      stack: this.#stack,
      directory: this.#directory,
      logs,
    });
    this.database = new Database(this.postgres.connectionString);
    this.replicas = [];
    for (let slot = 0; slot < replicas; slot++) {
      const port = await freePort();
      const config = path.join(this.#directory, `replica-${slot}.json`);
      fs.writeFileSync(config, JSON.stringify(this.#config(port)));
      this.replicas.push(
        new Replica({
          slot,
          port,
          config,
          claims: this.#directory,
          logs,
          onAnnouncement,
          onLine,
          guardian: this.#guardian,
        }),
      );
    }
  }

  async restartPostgres(how) {
    await this.postgres.restart(how);
    this.#guardian.watch(this.postgres.server);
  }

  async #stop() {
    await Promise.all((this.replicas ?? []).map(replica => replica.stop()));
    await this.#stack.stop();
    await this.postgres?.stop();
    this.#guardian.dismiss();
    fs.rmSync(this.#directory, { recursive: true, force: true });
  }

  #config(port) {
    return {
      backend: {
        baseUrl: `http://localhost:${port}`,
        listen: { port, host: '127.0.0.1' },
        database: {
          client: 'pg',
          connection: this.postgres.connectionString,
        },
        auth: {
          externalAccess: [
            { type: 'static', options: { token: TOKEN, subject: 'faults' } },
          ],
        },
      },
      integrations: {
        github: [
          {
            host: this.github.host,
            apiBaseUrl: `${this.github.url}/api/v3`,
            token: identities[0].token,
          },
        ],
      },
      agentTasks: {
        identities: identities.map(({ id, token }) => ({
          id,
          token,
          host: this.github.host,
          repositories: [`${ORGANIZATION}/*`],
        })),
        prompts: { allowFree: true },
        launch: {
          timeout: { milliseconds: POST_TIMEOUT_MS },
          lease: { milliseconds: LEASE_MS },
        },
        reconcile: { window: { milliseconds: WINDOW_MS } },
        tracking: {
          activeInterval: { seconds: 1 },
          idleInterval: { seconds: 2 },
          fullSweepInterval: { seconds: 5 },
          silentAfter: { seconds: 10 },
        },
      },
    };
  }
}
