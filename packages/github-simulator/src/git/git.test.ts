import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitHubSimulator } from '../GitHubSimulator';
import { startSimulator, TOKENS } from '../__testUtils__/startSimulator';
import { runGit } from './runGit';

const AUTHOR = ['-c', 'user.name=Ada', '-c', 'user.email=ada@acme.example'];

jest.setTimeout(60_000);

describe('git over HTTP', () => {
  let simulator: GitHubSimulator;
  let octokit: Awaited<ReturnType<typeof startSimulator>>['octokit'];
  let directory: string;

  beforeEach(async () => {
    ({ simulator, octokit } = await startSimulator());
    directory = await mkdtemp(join(tmpdir(), 'simulator-git-'));
  });
  afterEach(async () => {
    await simulator.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const remote = (name: string, token: string) =>
    `${simulator.url.replace(
      '://',
      `://x-access-token:${token}@`,
    )}/acme/${name}`;

  it('clones, pushes and tells the API and the pull request at once', async () => {
    await runGit(directory, [
      'clone',
      '-q',
      remote('shop.git', TOKENS.ada),
      '.',
    ]);
    expect(await readFile(join(directory, 'src/main.txt'), 'utf8')).toBe(
      'hello\n',
    );
    const push = async (text: string) => {
      await writeFile(join(directory, 'src/main.txt'), text);
      await runGit(directory, [...AUTHOR, 'commit', '-qam', text]);
      await runGit(directory, ['push', '-q', 'origin', 'HEAD:feature/one']);
    };
    await runGit(directory, ['switch', '-qc', 'feature/one']);
    await push('first');
    const client = octokit(TOKENS.ada);
    const shop = { owner: 'acme', repo: 'shop' };
    const { data: branch } = await client.rest.repos.getBranch({
      ...shop,
      branch: 'feature/one',
    });
    const { data: pull } = await client.rest.pulls.create({
      ...shop,
      title: 'One',
      head: 'feature/one',
      base: 'main',
    });
    expect(pull.head.sha).toBe(branch.commit.sha);
    await push('second');
    const { data: after } = await client.rest.pulls.get({
      ...shop,
      pull_number: pull.number,
    });
    expect(after.head.sha).not.toBe(pull.head.sha);
    expect(after).toMatchObject({
      commits: 2,
      changed_files: 1,
      mergeable: true,
    });
    const { data: merged } = await client.rest.pulls.merge({
      ...shop,
      pull_number: pull.number,
      merge_method: 'squash',
    });
    await runGit(directory, ['fetch', '-q', 'origin', 'main']);
    const head = await runGit(directory, ['rev-parse', 'origin/main']);
    expect(head.toString().trim()).toBe(merged.sha);
  });

  it('fills an empty repository, whatever its branch is called', async () => {
    await runGit(directory, ['init', '-q', '-b', 'trunk']);
    await writeFile(join(directory, 'README.md'), '# Empty\n');
    await runGit(directory, ['add', '.']);
    await runGit(directory, [...AUTHOR, 'commit', '-qm', 'First']);
    await runGit(directory, [
      'push',
      '-q',
      remote('empty', TOKENS.bot),
      'trunk',
    ]);
    const { data } = await octokit().rest.repos.get({
      owner: 'acme',
      repo: 'empty',
    });
    expect(data.default_branch).toBe('trunk');
    expect(data.size).toBeGreaterThan(0);
  });

  it.each([
    ['a private repository without a token', 'shop.git', '', 'could not read'],
    ['an unknown token', 'shop.git', 'ghp_nobody', '401|Authentication failed'],
    [
      'an expired token',
      'shop.git',
      TOKENS.expired,
      '401|Authentication failed',
    ],
    ['a token of another repository', 'shop.git', TOKENS.narrow, 'not found'],
  ])('refuses to clone %s', async (_name, repo, token, message) => {
    const url = token ? remote(repo, token) : `${simulator.url}/acme/${repo}`;
    await expect(
      runGit(directory, ['clone', '-q', url, 'copy']),
    ).rejects.toThrow(new RegExp(message));
  });

  it('refuses to push with a token that may only read', async () => {
    await runGit(directory, [
      'clone',
      '-q',
      remote('shop.git', TOKENS.readOnly),
      '.',
    ]);
    await runGit(directory, [...AUTHOR, 'commit', '-qm', 'x', '--allow-empty']);
    await expect(
      runGit(directory, ['push', '-q', 'origin', 'HEAD:main']),
    ).rejects.toThrow(/403/);
  });
});
