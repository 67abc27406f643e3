import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { GitHubSimulator } from './GitHubSimulator';
import { SEED, startSimulator, TOKENS } from './__testUtils__/startSimulator';

jest.setTimeout(60_000);

describe('the seed', () => {
  it('starts with tasks and pull requests in every state', async () => {
    const states = [
      'queued',
      'in_progress',
      'completed',
      'failed',
      'idle',
      'waiting_for_user',
      'timed_out',
      'cancelled',
    ] as const;
    const hour = 3_600_000;
    const { simulator, octokit, contract } = await startSimulator({
      seed: {
        ...SEED,
        tasks: [
          ...states.map((state, index) => ({
            repository: 'acme/shop',
            creator: 'bot',
            prompt: `Task that is ${state}`,
            state,
            ageMs: (index + 1) * hour,
            error: state === 'failed' ? 'No permission' : undefined,
          })),
          {
            repository: 'acme/other',
            creator: 'bot',
            prompt: 'Merged',
            pull: 'merged',
            approvedBy: ['ada'],
          },
        ],
        pulls: [
          {
            repository: 'acme/other',
            author: 'carl',
            title: 'By hand',
            head: 'carl/one',
            files: { 'one.txt': '1' },
            labels: ['bug'],
            reviewers: ['ada'],
          },
        ],
        faults: [
          {
            id: 'tea',
            match: { path: '/user$' },
            times: 1,
            effect: { type: 'status', status: 418 },
          },
        ],
      },
    });
    try {
      await expect(
        octokit().rest.users.getAuthenticated(),
      ).rejects.toMatchObject({ status: 418 });
      const { data } = await octokit().request(
        'GET /agents/repos/{owner}/{repo}/tasks',
        { owner: 'acme', repo: 'shop', sort: 'created_at' },
      );
      expect(data.tasks.map(({ state }) => state)).toEqual(states);
      const age = (at: string) => simulator.clock.now() - Date.parse(at);
      expect(age(data.tasks[3].created_at) / hour).toBeCloseTo(4, 1);
      const { data: pulls } = await octokit().rest.pulls.list({
        owner: 'acme',
        repo: 'other',
        state: 'all',
        direction: 'asc',
      });
      expect(
        pulls.map(({ title, merged_at: at }) => [title, at !== null]).sort(),
      ).toEqual([
        ['By hand', false],
        ['Merged', true],
      ]);
      // A seeded task that still works goes on by itself.
      await simulator.clock.advance(hour);
      expect(
        (await simulator.control.listTasks({ state: 'in_progress' })).length,
      ).toBe(0);
      expect(contract.violations).toEqual([]);
    } finally {
      await simulator.stop();
    }
  });

  it.each([
    [{ tokens: [{ token: 'secret', user: 'ada' }] }, /starts with none of/],
    [{ tokens: [{ token: 'ghp_x', user: 'eve' }] }, /unknown user 'eve'/],
    [{ users: [{ login: 'Copilot' }] }, /two accounts named 'Copilot'/],
    [
      { tasks: [{ repository: 'a/b', creator: 'ada', prompt: 'x' }] },
      /no repository 'a\/b'/,
    ],
  ])('refuses %j with a sentence', async (seed, message) => {
    await expect(
      GitHubSimulator.start({ seed: { users: [{ login: 'ada' }], ...seed } }),
    ).rejects.toThrow(message);
  });
});

describe('the command line', () => {
  it('starts with a seed file and stops when it is told to', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'simulator-cli-'));
    const file = join(directory, 'seed.yaml');
    await writeFile(file, stringify({ ...SEED, agent: { queuedMs: 10 } }));
    const child = spawn(
      process.execPath,
      [
        resolve(__dirname, '../bin/github-simulator'),
        ...[
          '--port',
          '0',
          '--seed',
          file,
          '--data-dir',
          join(directory, 'git'),
        ],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const url = await new Promise<string>((found, failed) => {
        let text = '';
        child.stdout.on('data', chunk => {
          text += chunk;
          const match = /^GitHub simulator at (\S+)$/m.exec(text);
          if (match) found(match[1]);
        });
        child.once('exit', code => failed(new Error(`It ended with ${code}`)));
      });
      const response = await fetch(`${url}/api/v3/user`, {
        headers: { authorization: `Bearer ${TOKENS.ada}` },
      });
      expect(await response.json()).toMatchObject({ login: 'ada' });
      const ended = new Promise(done => {
        child.once('exit', done);
      });
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    } finally {
      child.kill('SIGKILL');
      await rm(directory, { recursive: true, force: true });
    }
  });
});
