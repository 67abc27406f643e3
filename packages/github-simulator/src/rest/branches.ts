import { GitHubError } from '../state/GitHubError';
import { BranchProtection, Repository } from '../state/types';
import { Call, RestDeps } from './Call';
import { paginate } from './paging';
import { presentCommit } from './present/presentCommit';
import { Route } from './route';

const READ = ['contents', 'read'] as const;
const ADMIN = ['administration', 'write'] as const;

/** Branches and their protection. */
export function registerBranches(route: Route, deps: RestDeps): void {
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
