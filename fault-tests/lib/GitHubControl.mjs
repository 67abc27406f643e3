import fs from 'node:fs';
import { freePort } from '../../scripts/stack/ports.mjs';
import { waitForUrl } from '../../scripts/stack/readiness.mjs';
import {
  simulatorCommand,
  startService,
} from '../../scripts/stack/services.mjs';
import { CLOCK_SPEED } from './planStorm.mjs';

/** Users of their own, so that each has GitHub's limits to itself. */
export const identities = ['one', 'two', 'three'].map(name => ({
  id: name,
  login: `agent-${name}`,
  token: `ghp_faultTests${name}`,
}));

export const ORGANIZATION = 'acme';

/** A slow GitHub: what is killed 30 ms after its POST dies before the answer. */
const ANSWER_MS = 80;

const seed = {
  users: identities.map(({ login }) => ({ login })),
  tokens: identities.map(({ login, token }) => ({ user: login, token })),
  organizations: [
    {
      login: ORGANIZATION,
      members: identities.map(({ login }) => login),
    },
  ],
  repositories: [1, 2, 3, 4].map(number => ({
    owner: ORGANIZATION,
    name: `service-${number}`,
    files: { 'README.md': '# Service\n' },
  })),
  // the work itself is not the subject, so none is committed
  agent: { queuedMs: 20_000, workMs: 60_000 },
  agentRules: [{ outcome: 'no_change' }],
  faults: [
    {
      id: 'slow',
      match: { method: 'POST', path: '/tasks$' },
      effect: { type: 'delay', ms: ANSWER_MS },
    },
  ],
};

/** The simulated GitHub, as a process, and its control API. */
export class GitHubControl {
  static async start({ stack, directory, logs }) {
    const port = await freePort();
    const file = `${directory}/github.json`;
    fs.writeFileSync(file, JSON.stringify(seed));
    stack.add(
      startService(
        'github',
        simulatorCommand({
          args: [
            ...['--port', String(port)],
            ...['--seed', file],
            ...['--speed', String(CLOCK_SPEED)],
          ],
        }),
        { logs },
      ),
    );
    const control = new GitHubControl(port);
    await waitForUrl(`${control.url}/_control/healthz`, {
      what: 'simulated GitHub',
      timeoutMs: 60_000,
    });
    return control;
  }

  constructor(port) {
    this.host = `localhost:${port}`;
    this.url = `http://${this.host}`;
  }

  async addFault(rule) {
    return (await this.#call('POST', '/faults', rule)).id;
  }

  async clearFaults() {
    await this.#call('DELETE', '/faults');
  }

  async listFaults() {
    return await this.#call('GET', '/faults');
  }

  /** What GitHub really has. */
  async listTasks() {
    return await this.#call('GET', '/tasks');
  }

  async #call(method, path, body) {
    const response = await fetch(`${this.url}/_control${path}`, {
      method,
      ...(body && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    }
    return answer;
  }
}
