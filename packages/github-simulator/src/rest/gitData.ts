import { isoTime } from '../clock';
import { GitHubError } from '../state/GitHubError';
import { refreshBranches } from '../state/refreshBranches';
import { Repository } from '../state/types';
import { RestDeps } from './Call';
import { resolveCommit } from './contents';
import { UNSIGNED } from './present/presentCommit';
import { Route } from './route';

const READ = ['contents', 'read'] as const;
const WRITE = ['contents', 'write'] as const;

/** Git's own objects: refs, trees, blobs and commits. */
export function registerGitData(route: Route, deps: RestDeps): void {
  const { world, urls } = deps;
  const { git } = world;
  const api = (repository: Repository) =>
    `${urls.api}/repos/${world.fullName(repository)}`;

  route(
    'git/get-ref',
    'get',
    '/repos/:owner/:repo/git/ref/:ref(*)',
    READ,
  )(async call => {
    const repository = call.repository();
    if (!repository.branches.size) {
      throw new GitHubError(409, 'Git Repository is empty.');
    }
    const ref = `refs/${call.param('ref')}`;
    const sha = await git.resolve(repository.id, ref);
    if (!sha) throw GitHubError.notFound();
    return { status: 200, body: presentRef(repository, ref, sha) };
  });

  route(
    'git/create-ref',
    'post',
    '/repos/:owner/:repo/git/refs',
    WRITE,
  )(async call => {
    const repository = call.repository('write');
    const ref = call.text('ref', { required: true });
    const sha = call.text('sha', { required: true });
    if (!/^refs\/\w+\/./.test(ref)) {
      throw new GitHubError(422, 'Reference name must start with refs/');
    }
    if (!(await git.resolve(repository.id, `${sha}^{commit}`))) {
      throw new GitHubError(422, 'Object does not exist');
    }
    if (await git.resolve(repository.id, ref)) {
      throw new GitHubError(422, 'Reference already exists');
    }
    await git.updateRef(repository.id, ref, sha);
    await refreshBranches(world, repository, call.actor());
    return { status: 201, body: presentRef(repository, ref, sha) };
  });

  route(
    'git/update-ref',
    'patch',
    '/repos/:owner/:repo/git/refs/:ref(*)',
    WRITE,
  )(async call => {
    const repository = call.repository('write');
    const ref = `refs/${call.param('ref')}`;
    const sha = call.text('sha', { required: true });
    const current = await git.resolve(repository.id, ref);
    if (!current) throw new GitHubError(422, 'Reference does not exist');
    const forced = call.flag('force') ?? false;
    if (!forced && !(await git.isAncestor(repository.id, current, sha))) {
      throw new GitHubError(422, 'Update is not a fast forward');
    }
    await git.updateRef(repository.id, ref, sha, current);
    await refreshBranches(world, repository, call.actor());
    return { status: 200, body: presentRef(repository, ref, sha) };
  });

  route(
    'git/delete-ref',
    'delete',
    '/repos/:owner/:repo/git/refs/:ref(*)',
    WRITE,
  )(async call => {
    const repository = call.repository('write');
    const ref = `refs/${call.param('ref')}`;
    if (!(await git.resolve(repository.id, ref))) {
      throw new GitHubError(422, 'Reference does not exist');
    }
    await git.deleteRef(repository.id, ref);
    await refreshBranches(world, repository, call.actor());
    return { status: 204 };
  });

  function presentRef(repository: Repository, ref: string, sha: string) {
    return {
      ref,
      node_id: Buffer.from(`REF:${repository.id}:${ref}`).toString('base64'),
      url: `${api(repository)}/git/${ref}`,
      object: {
        type: 'commit',
        sha,
        url: `${api(repository)}/git/commits/${sha}`,
      },
    };
  }

  route(
    'git/get-tree',
    'get',
    '/repos/:owner/:repo/git/trees/:tree_sha(*)',
    READ,
  )(async call => {
    const repository = call.repository();
    const name = call.param('tree_sha');
    const treeish = repository.branches.get(name) ?? name;
    const sha = await git.resolve(repository.id, `${treeish}^{tree}`);
    if (!sha) throw GitHubError.notFound();
    const entries = await git.tree(repository.id, sha, {
      recursive: call.query('recursive') !== undefined,
    });
    const root = `${api(repository)}/git`;
    return {
      status: 200,
      body: {
        sha,
        url: `${root}/trees/${sha}`,
        truncated: false,
        tree: entries.map(entry => ({
          path: entry.path,
          mode: entry.mode,
          type: entry.type,
          sha: entry.sha,
          ...(entry.size !== undefined && { size: entry.size }),
          url: `${root}/${entry.type}s/${entry.sha}`,
        })),
      },
    };
  });

  route(
    'git/get-blob',
    'get',
    '/repos/:owner/:repo/git/blobs/:file_sha',
    READ,
  )(async call => {
    const repository = call.repository();
    const sha = call.param('file_sha');
    const known = await git.resolve(repository.id, `${sha}^{blob}`);
    if (!known) throw GitHubError.notFound();
    const bytes = await git.blob(repository.id, sha);
    return {
      status: 200,
      body: {
        sha,
        node_id: Buffer.from(`B:${sha}`).toString('base64'),
        size: bytes.length,
        url: `${api(repository)}/git/blobs/${sha}`,
        content: bytes.toString('base64'),
        encoding: 'base64',
      },
    };
  });

  route(
    'git/get-commit',
    'get',
    '/repos/:owner/:repo/git/commits/:commit_sha',
    READ,
  )(async call => {
    const repository = call.repository();
    const sha = await resolveCommit(deps, repository, call.param('commit_sha'));
    const [commit] = await git.log(repository.id, sha, { limit: 1 });
    const root = api(repository);
    const html = `${urls.web}/${world.fullName(repository)}/commit`;
    const person = ({ name, email, at }: typeof commit.author) => ({
      name,
      email,
      date: isoTime(at),
    });
    return {
      status: 200,
      body: {
        sha,
        node_id: Buffer.from(`C:${sha}`).toString('base64'),
        url: `${root}/git/commits/${sha}`,
        html_url: `${html}/${sha}`,
        author: person(commit.author),
        committer: person(commit.committer),
        message: commit.message,
        tree: { sha: commit.tree, url: `${root}/git/trees/${commit.tree}` },
        parents: commit.parents.map(parent => ({
          sha: parent,
          url: `${root}/git/commits/${parent}`,
          html_url: `${html}/${parent}`,
        })),
        verification: UNSIGNED,
      },
    };
  });
}
