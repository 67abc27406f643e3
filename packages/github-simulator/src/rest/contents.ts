import { pipeline } from 'node:stream/promises';
import type { components } from '@octokit/openapi-types';
import { CommitInfo } from '../git/parseGit';
import { signatureOf } from '../state/createRepository';
import { GitHubError } from '../state/GitHubError';
import { refreshBranches } from '../state/refreshBranches';
import { Repository } from '../state/types';
import { Call, RestDeps } from './Call';
import { UNSIGNED } from './present/presentCommit';
import { isoTime } from '../clock';
import { Answer, Route, SENT } from './route';

const READ = ['contents', 'read'] as const;
const WRITE = ['contents', 'write'] as const;

type ContentFile = components['schemas']['content-file'];

/** Finds what a ref names, with GitHub's refusals. */
export async function resolveCommit(
  deps: RestDeps,
  repository: Repository,
  ref: string | undefined,
): Promise<string> {
  if (!repository.branches.size) {
    throw new GitHubError(409, 'Git Repository is empty.');
  }
  const name = ref || repository.defaultBranch;
  const sha =
    repository.branches.get(name.replace(/^(refs\/)?heads\//, '')) ??
    (await deps.world.git.resolve(repository.id, `${name}^{commit}`));
  if (!sha) throw GitHubError.notFound();
  return sha;
}

/** Files and folders, and archives of them. */
export function registerContents(route: Route, deps: RestDeps): void {
  const { world, urls } = deps;
  const { git } = world;

  route(
    'repos/get-content',
    'get',
    '/repos/:owner/:repo/contents/:path(*)?',
    READ,
  )(async (call): Promise<Answer<'repos/get-content'> | typeof SENT> => {
    const repository = call.repository();
    const path = call.param('path').replace(/^\/+|\/+$/g, '');
    const ref = call.query('ref') ?? repository.defaultBranch;
    const commit = repository.branches.size
      ? await resolveCommit(deps, repository, ref).catch(() => undefined)
      : undefined;
    if (!commit) {
      throw new GitHubError(404, `No commit found for the ref ${ref}`);
    }
    const treeish = path ? `${commit}:${path}` : commit;
    const object = await git.resolve(repository.id, treeish);
    if (!object) throw GitHubError.notFound();
    const type = (await git.run(repository.id, ['cat-file', '-t', treeish]))
      .toString()
      .trim();
    const accept = String(call.req.headers.accept ?? '');
    if (type === 'blob') {
      const bytes = await git.blob(repository.id, object);
      if (/[.]raw\b/.test(accept)) {
        return sendRaw(call, object, bytes);
      }
      const { content: _, ...entry } = presentFile(
        repository,
        path,
        ref,
        object,
        bytes.length,
      );
      return {
        status: 200,
        body: {
          ...entry,
          content: `${bytes.toString('base64').replace(/(.{60})/g, '$1\n')}\n`,
          encoding: 'base64',
        },
      };
    }
    const entries = await git.tree(repository.id, treeish);
    return {
      status: 200,
      body: entries.map(entry => {
        const full = path ? `${path}/${entry.path}` : entry.path;
        const file = presentFile(
          repository,
          full,
          ref,
          entry.sha,
          entry.size ?? 0,
        );
        const { encoding: _e, content: _c, ...rest } = file;
        return entry.type === 'blob'
          ? rest
          : { ...rest, type: 'dir' as const, download_url: null };
      }),
    };
  });

  function presentFile(
    repository: Repository,
    path: string,
    ref: string,
    sha: string,
    size: number,
  ): ContentFile {
    const fullName = world.fullName(repository);
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const url = `${urls.api}/repos/${fullName}/contents/${encoded}?ref=${ref}`;
    const blob = `${urls.api}/repos/${fullName}/git/blobs/${sha}`;
    const html = `${urls.web}/${fullName}/blob/${ref}/${encoded}`;
    return {
      type: 'file',
      name: path.split('/').at(-1) ?? path,
      path,
      sha,
      size,
      content: '',
      encoding: '',
      url,
      git_url: blob,
      html_url: html,
      download_url: `${urls.web}/raw/${fullName}/${ref}/${encoded}`,
      _links: { self: url, git: blob, html },
    };
  }

  route(
    'repos/create-or-update-file-contents',
    'put',
    '/repos/:owner/:repo/contents/:path(*)',
    WRITE,
  )(async call => {
    const repository = call.repository('write');
    const content = call.text('content', { required: true });
    const result = await commitFile(
      call,
      repository,
      Buffer.from(content, 'base64'),
    );
    const { path, branch, commit, existed } = result;
    const blob = await git.resolve(repository.id, `${commit.sha}:${path}`);
    const { html_url: html, ...file } = presentFile(
      repository,
      path,
      branch,
      blob ?? '',
      Buffer.from(content, 'base64').length,
    );
    const body = {
      content: {
        ...file,
        html_url: html ?? undefined,
        git_url: file.git_url ?? undefined,
        download_url: file.download_url ?? undefined,
        _links: {
          self: file._links.self,
          git: file._links.git ?? undefined,
          html: file._links.html ?? undefined,
        },
      },
      commit: presentFileCommit(repository, commit),
    };
    return existed ? { status: 200, body } : { status: 201, body };
  });

  route(
    'repos/delete-file',
    'delete',
    '/repos/:owner/:repo/contents/:path(*)',
    WRITE,
  )(async call => {
    const repository = call.repository('write');
    const { commit } = await commitFile(call, repository, undefined);
    return {
      status: 200,
      body: { content: null, commit: presentFileCommit(repository, commit) },
    };
  });

  async function commitFile(
    call: Call,
    repository: Repository,
    content: Buffer | undefined,
  ) {
    const path = call.param('path');
    const message = call.text('message', { required: true });
    const branch = call.text('branch') ?? repository.defaultBranch;
    const parent = repository.branches.get(branch);
    if (!parent && repository.branches.size) {
      throw new GitHubError(404, `Branch ${branch} not found`);
    }
    const current = parent
      ? await git.resolve(repository.id, `${parent}:${path}`)
      : undefined;
    const expected = call.text('sha');
    if (current && !expected) {
      throw new GitHubError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
    }
    if (expected && current !== expected) {
      throw new GitHubError(409, `${path} does not match ${expected}`);
    }
    if (!current && content === undefined) throw GitHubError.notFound();
    const actor = call.actor();
    const sha = await git.commit(repository.id, {
      branch,
      parent,
      message,
      author: signatureOf(actor),
      at: world.clock.now(),
      files: { [path]: content },
    });
    await refreshBranches(world, repository, actor);
    const [commit] = await git.log(repository.id, sha, { limit: 1 });
    return { path, branch, commit, existed: current !== undefined };
  }

  function presentFileCommit(repository: Repository, commit: CommitInfo) {
    const fullName = world.fullName(repository);
    const api = `${urls.api}/repos/${fullName}/git`;
    const person = ({ name, email, at }: CommitInfo['author']) => ({
      name,
      email,
      date: isoTime(at),
    });
    return {
      sha: commit.sha,
      url: `${api}/commits/${commit.sha}`,
      html_url: `${urls.web}/${fullName}/commit/${commit.sha}`,
      author: person(commit.author),
      committer: person(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/trees/${commit.tree}` },
      parents: commit.parents.map(sha => ({
        sha,
        url: `${api}/commits/${sha}`,
        html_url: `${urls.web}/${fullName}/commit/${sha}`,
      })),
      verification: UNSIGNED,
    };
  }

  for (const [operation, folder, format] of [
    ['repos/download-tarball-archive', 'tarball', 'tar.gz'],
    ['repos/download-zipball-archive', 'zipball', 'zip'],
  ] as const) {
    route(
      operation,
      'get',
      `/repos/:owner/:repo/${folder}/:ref(*)`,
      READ,
    )(async (call): Promise<typeof SENT> => {
      const repository = call.repository();
      const sha = await resolveCommit(deps, repository, call.param('ref'));
      // GitHub's archives hold one folder, named after the commit.
      const name = world.fullName(repository).replace('/', '-');
      const prefix = `${name}-${sha.slice(0, 7)}`;
      call.res.setHeader(
        'content-type',
        format === 'zip' ? 'application/zip' : 'application/x-gzip',
      );
      call.res.setHeader(
        'content-disposition',
        `attachment; filename=${prefix}.${format}`,
      );
      await pipeline(git.archive(repository.id, format, sha, prefix), call.res);
      return SENT;
    });
  }
}

/** The bytes of a file, with the etag that readers send back. */
export function sendRaw(
  call: Call,
  object: string,
  bytes: Buffer,
): typeof SENT {
  const etag = `"${object}"`;
  call.res.setHeader('etag', etag);
  call.res.setHeader(
    'content-type',
    'application/vnd.github.raw; charset=utf-8',
  );
  if (call.req.headers['if-none-match'] === etag) {
    call.res.statusCode = 304;
    call.res.end();
  } else {
    call.res.end(bytes);
  }
  return SENT;
}
