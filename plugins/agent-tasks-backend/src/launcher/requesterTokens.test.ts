import type {
  FaultEffect,
  GitHubSimulator,
} from '@agent-tasks/github-simulator';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  createDatabase,
  insertTask,
  LaunchHarness,
  startGitHub,
} from '../__testUtils__';
import { testKey } from '../__testUtils__/AppHarness';
import { gitHubIdentities } from '../__testUtils__/LaunchHarness';
import type { TaskRow } from '../database/rows';
import { GitHubClient } from '../github/GitHubClient';
import { RequesterTokens } from '../identities/RequesterTokens';
import { TokenCipher } from '../identities/TokenCipher';
import { credentialsFromConfig } from '../identities/IdentityCredentials';
import { readTask } from '../tracker/readTask';

jest.setTimeout(60_000);

const TOKEN = 'ghp_lent_by_ada';

describe('launching with the requester’s own token', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const cipher = TokenCipher.create([testKey('one')]);
  const tokens = RequesterTokens.create({ enabled: true, cipher });
  let knex: Knex;
  let simulator: GitHubSimulator;
  let harness: LaunchHarness;

  beforeAll(async () => {
    knex = await createDatabase(databases);
  });
  beforeEach(async () => {
    await knex.raw(
      'truncate agent_tasks, launch_ledger, identity_states, outbox, audit_events cascade',
    );
    simulator = await startGitHub();
    await simulator.control.addUser({ login: 'ada' });
    await simulator.control.addToken({ token: TOKEN, user: 'ada' });
    await simulator.control.createRepository({
      owner: 'acme',
      name: 'open',
      collaborators: { ada: 'write' },
      files: { 'README.md': '# Open' },
    });
    harness = await LaunchHarness.create({
      knex,
      identities: gitHubIdentities(simulator.apiBaseUrl, 'a'),
      requesterTokens: tokens,
    });
  });
  afterEach(() => simulator.stop());

  const lend = async (row: Partial<TaskRow> = {}) => {
    const task = await insertTask(knex, {
      as_requester: true,
      repository_name: 'open',
      ...row,
    });
    await knex.transaction(tx => tokens.save(tx, task.id, TOKEN));
    return task;
  };
  const kept = async () => (await knex('requester_tokens')).length;
  const fault = (effect: FaultEffect) =>
    simulator.faults.inject({
      match: { method: 'POST', path: '/tasks$' },
      times: 1,
      effect,
    });
  const identity = () => knex('identity_states').first();

  it('starts the task as the requester, and erases the token with the outcome', async () => {
    const task = await lend();
    expect(JSON.stringify(await knex('requester_tokens'))).not.toContain(TOKEN);
    const launched = await harness.until(
      task.id,
      ({ launch_state: state }) => state === 'launched',
    );
    expect(await kept()).toBe(0);
    const [created] = await simulator.control.listTasks({});
    expect(created.creator).toBe('ada');
    expect(
      JSON.stringify([
        launched,
        await knex('task_timeline'),
        await knex('audit_events'),
        await knex('outbox'),
        await knex('agent_task_attempts'),
      ]),
    ).not.toContain(TOKEN);

    // no list of the identity names it: it is read where it is
    const [robot] = gitHubIdentities(simulator.apiBaseUrl, 'a').list();
    const client = GitHubClient.create({
      identity: robot,
      credentials: credentialsFromConfig(robot.config),
      logger: mockServices.logger.mock(),
    });
    const asked = {
      githubTaskId: created.id,
      repository: { owner: 'acme', name: 'open' },
    };
    expect(await readTask(client, asked)).toBeUndefined();
    expect(
      await readTask(client, { ...asked, byRepository: true }),
    ).toMatchObject({ id: created.id });
  });

  it.each<[string, Partial<TaskRow>, () => Promise<unknown> | unknown, string]>(
    [
      [
        'an ended token',
        {},
        () => simulator.control.setTokenExpired(TOKEN),
        'requester-token-rejected',
      ],
      [
        'no access',
        { repository_name: 'web' },
        () => {},
        'requester-not-permitted',
      ],
      [
        'no seat',
        {},
        () => simulator.control.setCopilotSeat('ada', false),
        'requester-not-permitted',
      ],
    ],
  )(
    'fails for %s, and no identity pays for it',
    async (_, row, prepare, failure) => {
      await simulator.control.createRepository({
        owner: 'acme',
        name: 'closed',
        visibility: 'private',
      });
      await prepare();
      const task = await lend(
        row.repository_name ? { repository_name: 'closed' } : row,
      );
      const failed = await harness.until(
        task.id,
        ({ launch_state: state }) => state === 'launch_failed',
      );
      expect(failed.failure_class).toBe(failure);
      expect(await kept()).toBe(0);
      expect(await identity()).toMatchObject({
        quarantined: false,
        paused_until: null,
      });
    },
  );

  it('keeps the token while GitHub has certainly not started the task', async () => {
    const task = await lend();
    fault({ type: 'rate-limit', kind: 'secondary', retryAfterSeconds: 30 });
    await harness.round();
    const [row] = await knex('agent_tasks');
    expect(row.launch_state).toBe('queued');
    expect(row.due_at.getTime()).toBeGreaterThan(Date.now() + 20_000);
    expect(await kept()).toBe(1);
    expect(await identity()).toMatchObject({ paused_until: null });
    await knex('agent_tasks').update({ due_at: new Date(0) });
    await harness.until(
      task.id,
      ({ launch_state: state }) => state === 'launched',
    );
    expect(await kept()).toBe(0);
  });

  it('finds a task whose answer was lost, without the token', async () => {
    const task = await lend();
    fault({ type: 'reset', when: 'after' });
    await harness.round();
    expect((await knex('agent_tasks').first())?.launch_state).toBe(
      'launch_unknown',
    );
    expect(await kept()).toBe(0);
    const found = await harness.until(
      task.id,
      ({ launch_state: state }) => state === 'launched',
    );
    expect(found.github_task_id).toBe(
      (await simulator.control.listTasks({}))[0].id,
    );
  });

  it('never takes another account where the token is gone', async () => {
    const task = await lend();
    await knex('requester_tokens').delete();
    const failed = await harness.until(
      task.id,
      ({ launch_state: state }) => state === 'launch_failed',
    );
    expect(failed.failure_class).toBe('requester-token-missing');
    expect(await simulator.control.listTasks({})).toEqual([]);
    expect(await knex('launch_ledger')).toEqual([]);
  });

  it('clears away what was left behind, and everything once it is turned off', async () => {
    for (const launch_state of [
      'withdrawn',
      'launch_failed',
      'rejected',
    ] as const) {
      await lend({ launch_state });
    }
    await lend();
    expect(await tokens.clean(knex)).toBe(3);
    expect(await kept()).toBe(1);
    const off = RequesterTokens.create({ enabled: false, cipher });
    expect(await off.clean(knex)).toBe(1);
  });
});
