import { isoTime } from '../clock';
import { GitHubError } from '../state/GitHubError';
import { refreshBranches } from '../state/refreshBranches';
import { BranchProtection, Repository } from '../state/types';
import { Call, RestDeps } from './Call';
import { resolveCommit } from './contents';
import { paginate } from './paging';
import {
  presentCommit,
  presentFileChange,
  UNSIGNED,
} from './present/presentCommit';
import { Route, SENT } from './route';

const READ = ['contents', 'read'] as const;
const WRITE = ['contents', 'write'] as const;
const ADMIN = ['administration', 'write'] as const;

/** Branches, commits, refs, trees, blobs and branch protection. */
export function registerGitData(route: Route, deps: RestDeps): void {
  const { world, urls } = deps;
  const { git } = world;
  const api = (repository: Repository) =>
    `${urls.api}/repos/${world.fullName(repository)}`;

  route(
    'repos/list-branches',
    'get',
    '/repos/:owner/:repo/branches',
    READ,
  )(call => {
    const repository = call.repository();
    const only = call.query('protected');
    const all = [...repository.branches].filter(
      ([name]) =>
        only === undefined ||
        repository.protections.has(name) === (only === 'true'),
    );
    const { page, headers } = paginate(call, urls.api, all);
    return {
      status: 200,
      headers,
      body: page.map(([name, sha]) => ({
        name,
        commit: { sha, url: `${api(repository)}/commits/${sha}` },
        protected: repository.protections.has(name),
      })),
    };
  });

  route(
    'repos/update-branch-protection',
    'put',
    '/repos/:owner/:repo/branches/:branch(*)/protection',
    ADMIN,
  )(call => {
    const repository = call.repository('admin');
    const branch = call.param('branch');
    if (!repository.branches.has(branch)) {
      throw new GitHubError(404, 'Branch not found');
    }
    const protection = readProtection(call);
    repository.protections.set(branch, protection);
    return {
      status: 200,
      body: presentProtection(repository, branch, protection),
    };
  });

  route(
    'repos/get-branch-protection',
    'get',
    '/repos/:owner/:repo/branches/:branch(*)/protection',
    ['administration', 'read'],
  )(call => {
    const repository = call.repository('admin');
    const branch = call.param('branch');
    const protection = repository.protections.get(branch);
    if (!protection) throw new GitHubError(404, 'Branch not protected');
    const { required_status_checks: checks, ...body } = presentProtection(
      repository,
      branch,
      protection,
    );
    return {
      status: 200,
      body: {
        ...body,
        required_status_checks: { ...checks, contexts: checks.contexts },
      },
    };
  });

  route(
    'repos/create-commit-signature-protection',
    'post',
    '/repos/:owner/:repo/branches/:branch(*)/protection/required_signatures',
    ADMIN,
  )(call => {
    const repository = call.repository('admin');
    const branch = call.param('branch');
    const protection = repository.protections.get(branch);
    if (!protection) throw new GitHubError(404, 'Branch not protected');
    protection.requiredSignatures = true;
    const url = `${api(repository)}/branches/${branch}/protection`;
    return {
      status: 200,
      body: { url: `${url}/required_signatures`, enabled: true },
    };
  });

  function presentProtection(
    repository: Repository,
    branch: string,
    protection: BranchProtection,
  ) {
    const url = `${api(repository)}/branches/${branch}/protection`;
    return {
      url,
      required_status_checks: {
        url: `${url}/required_status_checks`,
        strict: protection.strict,
        contexts: protection.contexts,
        contexts_url: `${url}/required_status_checks/contexts`,
        checks: protection.contexts.map(context => ({ context, app_id: null })),
      },
      required_pull_request_reviews: {
        url: `${url}/required_pull_request_reviews`,
        dismiss_stale_reviews: protection.dismissStaleReviews,
        require_code_owner_reviews: protection.requireCodeOwnerReviews,
        required_approving_review_count: protection.requiredApprovals,
        require_last_push_approval: protection.requireLastPushApproval,
      },
      required_signatures: {
        url: `${url}/required_signatures`,
        enabled: protection.requiredSignatures,
      },
      enforce_admins: {
        url: `${url}/enforce_admins`,
        enabled: protection.enforceAdmins,
      },
      required_linear_history: { enabled: protection.requiredLinearHistory },
      allow_force_pushes: { enabled: false },
      allow_deletions: { enabled: false },
      block_creations: { enabled: protection.blockCreations },
      required_conversation_resolution: {
        enabled: protection.requiredConversationResolution,
      },
    };
  }

  route(
    'repos/get-branch',
    'get',
    '/repos/:owner/:repo/branches/:branch(*)',
    READ,
  )(async call => {
    const repository = call.repository();
    const name = call.param('branch');
    const sha = repository.branches.get(name);
    if (!sha) throw new GitHubError(404, 'Branch not found');
    const [commit] = await git.log(repository.id, sha, { limit: 1 });
    const self = `${api(repository)}/branches/${name}`;
    const isProtected = repository.protections.has(name);
    return {
      status: 200,
      body: {
        name,
        commit: presentCommit(world, urls, repository, commit),
        _links: {
          self,
          html: `${urls.web}/${world.fullName(repository)}/tree/${name}`,
        },
        protected: isProtected,
        protection: { enabled: isProtected },
        protection_url: `${self}/protection`,
      },
    };
  });

  route(
    'repos/list-commits',
    'get',
    '/repos/:owner/:repo/commits',
    READ,
  )(async call => {
    const repository = call.repository();
    const sha = await resolveCommit(deps, repository, call.query('sha'));
    const all = await git.log(repository.id, sha, { path: call.query('path') });
    const { page, headers } = paginate(call, urls.api, all);
    return {
      status: 200,
      headers,
      body: page.map(one => presentCommit(world, urls, repository, one)),
    };
  });

  route(
    'repos/get-commit',
    'get',
    '/repos/:owner/:repo/commits/:ref(*)',
    READ,
  )(async call => {
    const repository = call.repository();
    const ref = call.param('ref');
    const sha = await resolveCommit(deps, repository, ref).catch(error => {
      if (error instanceof GitHubError && error.status === 404) {
        throw new GitHubError(422, `No commit found for SHA: ${ref}`);
      }
      throw error;
    });
    if (/[.]sha\b/.test(String(call.req.headers.accept ?? ''))) {
      call.res.setHeader('content-type', 'application/vnd.github.sha');
      call.res.end(sha);
      return SENT;
    }
    const [commit] = await git.log(repository.id, sha, { limit: 1 });
    const parent = commit.parents[0];
    const changes = parent ? await git.changes(repository.id, parent, sha) : [];
    const sum = (of: 'additions' | 'deletions') =>
      changes.reduce((total, change) => total + change[of], 0);
    return {
      status: 200,
      body: {
        ...presentCommit(world, urls, repository, commit),
        stats: {
          additions: sum('additions'),
          deletions: sum('deletions'),
          total: sum('additions') + sum('deletions'),
        },
        files: changes.map(change =>
          presentFileChange(world, urls, repository, sha, change),
        ),
      },
    };
  });

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

function readProtection(call: Call): BranchProtection {
  const body = call.body();
  const record = (value: unknown): Record<string, unknown> =>
    typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : {};
  const reviews = record(body.required_pull_request_reviews);
  const checks = record(body.required_status_checks);
  const count = reviews.required_approving_review_count;
  const contexts = Array.isArray(checks.contexts) ? checks.contexts : [];
  return {
    requiredApprovals: typeof count === 'number' ? count : 0,
    requireCodeOwnerReviews: reviews.require_code_owner_reviews === true,
    dismissStaleReviews: reviews.dismiss_stale_reviews === true,
    requireLastPushApproval: reviews.require_last_push_approval === true,
    enforceAdmins: body.enforce_admins === true,
    contexts: contexts.filter(
      (context): context is string => typeof context === 'string',
    ),
    strict: checks.strict === true,
    requiredSignatures: false,
    requiredLinearHistory: body.required_linear_history === true,
    requiredConversationResolution:
      body.required_conversation_resolution === true,
    blockCreations: body.block_creations === true,
  };
}
