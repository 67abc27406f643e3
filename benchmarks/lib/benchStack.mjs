/*
 * PostgreSQL, simulator and one backend on free ports, beside a demo that may
 * be running. GitHub's limits are lifted where a benchmark measures us and not
 * them.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
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

const TOKEN = 'benchmark-caller-token';
const IDENTITY_TOKEN = 'ghp_benchmarkidentity';
const IDENTITIES = 5;
const UNLIMITED = 1_000_000;

const logs = path.join(dataDirectory, 'benchmark-logs');

/** Runs `work` with a stack that is ended afterwards, whatever happens. */
export async function withStack(work) {
  const stack = new Stack();
  const directory = fs.mkdtempSync(
    path.join(os.tmpdir(), 'agent-tasks-bench-'),
  );
  try {
    await stack.during(work(new BenchStack(stack, directory)));
  } finally {
    await stack.stop();
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

class BenchStack {
  constructor(stack, directory) {
    this.stack = stack;
    this.directory = directory;
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
      },
    });
    this.stack.addFoundation(this.postgres.server, this.postgres.stop);
    return this.postgres;
  }

  async startSimulator({ repositories }) {
    const port = await freePort();
    const seed = path.join(this.directory, 'seed.json');
    fs.writeFileSync(seed, JSON.stringify(simulatorSeed(repositories)));
    this.stack.add(
      startService(
        'simulator',
        simulatorCommand({
          args: ['--port', String(port), '--seed', seed],
        }),
        { logs },
      ),
    );
    this.github = `http://localhost:${port}`;
    this.githubHost = `localhost:${port}`;
    await waitForUrl(this.github, { what: 'simulator', timeoutMs: 60_000 });
  }

  /**
   * Starts a backend and waits until it is ready.
   *
   * @param {{ entry?: string, name?: string, askMs?: number, sections?: object }} options -
   *   `entry`, built, instead of the demo's backend from its sources; `askMs`
   *   between two questions whether it is ready; `sections` of its
   *   configuration on top of ours
   * @returns how long it took, and the process
   */
  async startBackend({ entry, name = 'backend', askMs, sections = {} } = {}) {
    const port = await freePort();
    const config = path.join(this.directory, `${name}.yaml`);
    this.backend = `http://localhost:${port}`;
    fs.writeFileSync(
      config,
      JSON.stringify({ ...this.#backendConfig(port), ...sections }),
    );
    const startedAt = Date.now();
    const service = this.stack.add(
      startService(
        name,
        backendCommand({
          entry,
          built: entry !== undefined,
          args: [
            ...['--config', path.join(root, 'app-config.yaml')],
            ...['--config', config],
          ],
        }),
        {
          logs,
          env: {
            ...this.postgres.env,
            ...(entry && { NODE_ENV: 'production' }),
          },
        },
      ),
    );
    await waitForUrl(`${this.backend}/.backstage/health/v1/readiness`, {
      what: name,
      timeoutMs: 120_000,
      pollMs: askMs,
    });
    return { ms: Date.now() - startedAt, service };
  }

  #backendConfig(port) {
    return {
      backend: {
        baseUrl: this.backend,
        listen: { port },
        auth: {
          externalAccess: [
            {
              type: 'static',
              options: { token: TOKEN, subject: 'benchmark' },
            },
          ],
        },
      },
      catalog: { locations: [] },
      integrations: {
        github: [
          {
            host: this.githubHost,
            apiBaseUrl: `${this.github}/api/v3`,
            token: IDENTITY_TOKEN,
          },
        ],
      },
      agentTasks: {
        // as many as the launches need to stay within GitHub's limits
        identities: Array.from({ length: IDENTITIES }, (_, i) => ({
          id: `benchmark-${i}`,
          host: this.githubHost,
          token: IDENTITY_TOKEN,
          repositories: ['bench/*'],
        })),
        repositories: { allow: ['bench/*'] },
        prompts: { allowFree: true, scanSecrets: false },
        // GitHub's answers would be measured, and the demo's catalog is not here
        preflight: { enabled: false },
        owners: { required: false },
      },
    };
  }

  /** The body of an answer as it comes. */
  async stream(pathName) {
    const response = await fetch(`${this.backend}/api/agent-tasks${pathName}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    if (!response.ok) {
      throw new Error(`GET ${pathName}: ${response.status}`);
    }
    return response.body;
  }

  /** A call of the broker's API as a service. */
  async call(method, pathName, body) {
    const response = await fetch(`${this.backend}/api/agent-tasks${pathName}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(
        `${method} ${pathName}: ${response.status} ${JSON.stringify(answer)}`,
      );
    }
    return answer;
  }
}

/** Agents that stay queued, so that only the broker is at work. */
function simulatorSeed(repositories) {
  return {
    users: [{ login: 'bench-bot' }],
    tokens: [{ token: IDENTITY_TOKEN, user: 'bench-bot' }],
    organizations: [{ login: 'bench', members: ['bench-bot'] }],
    repositories: repositories.map(name => ({
      owner: 'bench',
      name,
      files: { 'README.md': `# ${name}\n` },
    })),
    agent: { queuedMs: 86_400_000 },
    limits: Object.fromEntries(
      [
        'primaryPerHour',
        'graphqlPerHour',
        'contentPerMinute',
        'contentPerHour',
        'pointsPerMinute',
        'graphqlPointsPerMinute',
      ].map(limit => [limit, UNLIMITED]),
    ),
  };
}
