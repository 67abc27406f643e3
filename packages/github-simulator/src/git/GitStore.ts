import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CommitInput, commitStream, Signature } from './commitStream';
import { GitError, gitEnvironment, runGit } from './runGit';
import {
  CommitInfo,
  FileChange,
  parseLog,
  parseChanges,
  parseTree,
  TreeEntry,
  LOG_FORMAT,
} from './parseGit';

const REPOSITORY_CONFIG = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
[gc]
	auto = 0
[uploadpack]
	allowAnySHA1InWant = true
`;

/** A commit, or a range of commits, by full names. */
const COMMITS = /^[0-9a-f]{40}(\.\.[0-9a-f]{40})?$/;
const KEPT_LOGS = 10_000;

/** The bare repositories on disk, one directory for each repository id. */
export class GitStore {
  private readonly logs = new Map<string, Promise<CommitInfo[]>>();

  constructor(readonly directory: string) {}

  path(repositoryId: number): string {
    return join(this.directory, `${repositoryId}.git`);
  }

  async create(repositoryId: number, defaultBranch: string): Promise<void> {
    const path = this.path(repositoryId);
    await rm(path, { recursive: true, force: true });
    // Written by hand: `git init` would cost three processes.
    for (const folder of ['objects/info', 'objects/pack', 'refs/heads']) {
      await mkdir(join(path, folder), { recursive: true });
    }
    await writeFile(join(path, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`);
    await writeFile(join(path, 'config'), REPOSITORY_CONFIG);
  }

  async remove(repositoryId: number): Promise<void> {
    await rm(this.path(repositoryId), { recursive: true, force: true });
  }

  async setDefaultBranch(id: number, branch: string): Promise<void> {
    await this.run(id, ['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  }

  /** Branch names with the commit each points to. */
  async branches(repositoryId: number): Promise<Map<string, string>> {
    const out = await this.text(repositoryId, [
      'for-each-ref',
      '--format=%(objectname) %(refname:strip=2)',
      'refs/heads',
    ]);
    const branches = new Map<string, string>();
    for (const line of out.split('\n')) {
      if (line) branches.set(line.slice(41), line.slice(0, 40));
    }
    return branches;
  }

  /** Writes one commit and moves the branch, in a single process. */
  async commit(repositoryId: number, input: CommitInput): Promise<string> {
    const out = await runGit(
      this.path(repositoryId),
      ['fast-import', '--quiet', '--done', '--date-format=raw'],
      { input: commitStream(input) },
    );
    return out.toString().trim();
  }

  /** The object a revision names, or undefined if there is none. */
  async resolve(id: number, revision: string): Promise<string | undefined> {
    try {
      const out = await this.text(id, [
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        revision,
      ]);
      return out.trim().split('\n').at(-1) || undefined;
    } catch (error) {
      if (error instanceof GitError) return undefined;
      throw error;
    }
  }

  async blob(repositoryId: number, object: string): Promise<Buffer> {
    return this.run(repositoryId, ['cat-file', 'blob', object]);
  }

  async tree(
    repositoryId: number,
    treeish: string,
    options: { recursive?: boolean; folder?: string } = {},
  ): Promise<TreeEntry[]> {
    const args = ['ls-tree', '-z', '--long'];
    if (options.recursive) args.push('-r', '-t');
    args.push(treeish);
    if (options.folder) args.push(options.folder);
    return parseTree(await this.text(repositoryId, args));
  }

  async log(
    repositoryId: number,
    range: string,
    options: { path?: string; limit?: number; skip?: number } = {},
  ): Promise<CommitInfo[]> {
    const args = ['log', `--format=${LOG_FORMAT}`];
    if (options.limit) args.push(`-n${options.limit}`);
    if (options.skip) args.push(`--skip=${options.skip}`);
    args.push('--end-of-options', range, '--');
    if (options.path) args.push(options.path);
    const read = async () => parseLog(await this.text(repositoryId, args));
    // Commits never change: what names them in full is asked of git once.
    if (!COMMITS.test(range)) return [...(await read())];
    const key = `${repositoryId} ${args.join(' ')}`;
    let found = this.logs.get(key);
    if (!found) {
      found = read();
      this.logs.set(key, found);
      found.catch(() => this.logs.delete(key));
      if (this.logs.size > KEPT_LOGS) {
        for (const oldest of this.logs.keys()) {
          this.logs.delete(oldest);
          break;
        }
      }
    }
    return [...(await found)];
  }

  /** Changed files between the merge base of the two commits and `head`. */
  async changes(id: number, base: string, head: string): Promise<FileChange[]> {
    return parseChanges(
      await this.text(id, [
        'diff',
        '--raw',
        '--numstat',
        '-z',
        '--abbrev=40',
        '--no-renames',
        `${base}...${head}`,
      ]),
    );
  }

  async diff(id: number, base: string, head: string, path?: string) {
    const args = ['diff', '--no-renames', `${base}...${head}`];
    return this.text(id, path ? [...args, '--', path] : args);
  }

  async mergeBase(id: number, a: string, b: string) {
    return this.text(id, ['merge-base', a, b]).then(
      out => out.trim(),
      () => undefined,
    );
  }

  /** How many commits each side has that the other has not. */
  async divergence(
    id: number,
    base: string,
    head: string,
  ): Promise<{ behind: number; ahead: number }> {
    const range = `${base}...${head}`;
    const out = await this.text(id, [
      'rev-list',
      '--count',
      '--left-right',
      range,
    ]);
    const [behind, ahead] = out.trim().split('\t').map(Number);
    return { behind, ahead };
  }

  async count(id: number, range: string): Promise<number> {
    return Number(await this.text(id, ['rev-list', '--count', range]));
  }

  /** The merged tree, or undefined where the two sides conflict. */
  async mergeTree(
    id: number,
    base: string,
    head: string,
  ): Promise<string | undefined> {
    try {
      const args = ['merge-tree', '--write-tree', '--no-messages', base, head];
      return (await this.text(id, args)).trim().split('\n')[0];
    } catch (error) {
      if (error instanceof GitError && error.code === 1) return undefined;
      throw error;
    }
  }

  async commitTree(
    id: number,
    input: {
      tree: string;
      parents: string[];
      message: string;
      author: Signature;
      committer?: Signature;
      at: number;
    },
  ): Promise<string> {
    const date = `@${Math.floor(input.at / 1000)} +0000`;
    const committer = input.committer ?? input.author;
    const out = await runGit(
      this.path(id),
      ['commit-tree', input.tree, ...input.parents.flatMap(p => ['-p', p])],
      {
        input: input.message,
        env: {
          GIT_AUTHOR_NAME: input.author.name,
          GIT_AUTHOR_EMAIL: input.author.email,
          GIT_AUTHOR_DATE: date,
          GIT_COMMITTER_NAME: committer.name,
          GIT_COMMITTER_EMAIL: committer.email,
          GIT_COMMITTER_DATE: date,
        },
      },
    );
    return out.toString().trim();
  }

  /** Moves a ref, only if it still points to `expected` where given. */
  async updateRef(id: number, ref: string, sha: string, expected?: string) {
    const args = ['update-ref', ref, sha];
    await this.run(id, expected ? [...args, expected] : args);
  }

  async deleteRef(id: number, ref: string): Promise<void> {
    await this.run(id, ['update-ref', '-d', ref]);
  }

  async isAncestor(id: number, ancestor: string, of: string): Promise<boolean> {
    return this.run(id, ['merge-base', '--is-ancestor', ancestor, of]).then(
      () => true,
      () => false,
    );
  }

  archive(
    id: number,
    format: 'tar.gz' | 'zip',
    sha: string,
    prefix: string,
  ): Readable {
    const child = spawn(
      'git',
      ['archive', `--format=${format}`, `--prefix=${prefix}/`, sha],
      { cwd: this.path(id), env: gitEnvironment(), stdio: 'pipe' },
    );
    child.on('error', error => child.stdout.destroy(error));
    return child.stdout;
  }

  /** Size of all objects, in whole kilobytes. */
  async sizeKb(id: number): Promise<number> {
    const out = await this.text(id, ['count-objects', '-v']);
    const read = (key: string) =>
      Number(new RegExp(`^${key}: (\\d+)`, 'm').exec(out)?.[1] ?? 0);
    return read('size') + read('size-pack');
  }

  run(repositoryId: number, args: string[]): Promise<Buffer> {
    return runGit(this.path(repositoryId), args);
  }

  private async text(repositoryId: number, args: string[]): Promise<string> {
    return (await this.run(repositoryId, args)).toString();
  }
}
