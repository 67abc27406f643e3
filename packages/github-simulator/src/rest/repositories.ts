import { includesRole, tokenRole, roleOf } from '../state/access';
import { createRepository } from '../state/createRepository';
import { GitHubError } from '../state/GitHubError';
import { Account, Repository } from '../state/types';
import { Call, RestDeps } from './Call';
import { paginate } from './paging';
import {
  presentFullRepository,
  presentMinimalRepository,
  presentRepository,
} from './present/presentRepository';
import { Route } from './route';

const READ = ['metadata', 'read'] as const;
const ADMIN = ['administration', 'write'] as const;

/** Repositories: create, get, list, change, delete, topics. */
export function registerRepositories(route: Route, deps: RestDeps): void {
  const { world, urls } = deps;
  const full = (call: Call, repository: Repository) =>
    presentFullRepository(
      world,
      urls,
      repository,
      tokenRole(world, call.context.token, repository),
    );

  async function create(call: Call, owner: Account): Promise<Repository> {
    const name = call.text('name', { required: true });
    const refuse = (message: string) =>
      new GitHubError(422, 'Repository creation failed.', {
        errors: [
          { resource: 'Repository', field: 'name', code: 'custom', message },
        ],
      });
    if (!/^[\w.-]{1,100}$/.test(name) || /^\.{1,2}$/.test(name)) {
      throw refuse('name is invalid');
    }
    if (world.repositoryByName(owner.login, name)) {
      throw refuse('name already exists on this account');
    }
    return createRepository(world, {
      owner,
      name,
      sender: call.actor(),
      description: call.text('description'),
      homepage: call.text('homepage'),
      visibility: readVisibility(call),
      collaborators: new Map([[call.actor().id, 'admin']]),
      settings: readSettings(call),
      files: call.flag('auto_init')
        ? { 'README.md': `# ${name}\n` }
        : undefined,
    });
  }

  route(
    'repos/create-in-org',
    'post',
    '/orgs/:org/repos',
    ADMIN,
  )(async call => {
    const actor = call.actor();
    const owner = world.accountByLogin(call.param('org'));
    const organization = owner && world.organization(owner);
    if (!owner || !organization) throw GitHubError.notFound();
    call.checkSso(owner.id);
    call.checkPermission();
    const { token } = call.context;
    const installed =
      token?.kind === 'installation' && token.accountId === owner.id;
    if (!installed && !organization.members.has(actor.id)) {
      throw GitHubError.forbidden(
        'You need admin access to the organization before adding a repository to it.',
      );
    }
    const repository = await create(call, owner);
    return {
      status: 201,
      body: full(call, repository),
      headers: { location: `${urls.api}/repos/${world.fullName(repository)}` },
    };
  });

  route(
    'repos/create-for-authenticated-user',
    'post',
    '/user/repos',
    ADMIN,
  )(async call => {
    const actor = call.actor();
    if (call.context.token?.kind === 'installation') {
      throw GitHubError.forbidden('Resource not accessible by integration');
    }
    call.checkPermission();
    const repository = await create(call, actor);
    return { status: 201, body: full(call, repository) };
  });

  route(
    'repos/get',
    'get',
    '/repos/:owner/:repo',
    READ,
  )(call => ({
    status: 200,
    body: full(call, call.repository()),
  }));

  route(
    'repos/update',
    'patch',
    '/repos/:owner/:repo',
    ADMIN,
  )(async call => {
    const repository = call.repository('admin');
    const name = call.text('name');
    if (name && name !== repository.name) {
      world.renameRepository(repository, name);
    }
    repository.description = call.text('description') ?? repository.description;
    repository.homepage = call.text('homepage') ?? repository.homepage;
    repository.archived = call.flag('archived') ?? repository.archived;
    const isPrivate = call.flag('private');
    if (isPrivate !== undefined) {
      repository.visibility = isPrivate ? 'private' : 'public';
    }
    const branch = call.text('default_branch');
    if (branch) {
      if (!repository.branches.has(branch)) {
        throw GitHubError.invalid({
          resource: 'Repository',
          field: 'default_branch',
          code: 'invalid',
          message: `The branch ${branch} was not found.`,
        });
      }
      repository.defaultBranch = branch;
      await world.git.setDefaultBranch(repository.id, branch);
    }
    Object.assign(repository.settings, readSettings(call));
    repository.updatedAt = world.clock.now();
    return { status: 200, body: full(call, repository) };
  });

  route(
    'repos/delete',
    'delete',
    '/repos/:owner/:repo',
    ADMIN,
  )(async call => {
    const repository = call.repository('admin');
    world.events.emit('repository', {
      action: 'deleted',
      repository,
      sender: call.actor(),
    });
    world.removeRepository(repository);
    await world.git.remove(repository.id);
    return { status: 204 };
  });

  route(
    'repos/list-for-org',
    'get',
    '/orgs/:org/repos',
    READ,
  )(call => {
    const owner = world.accountByLogin(call.param('org'));
    if (!owner || !world.organization(owner)) throw GitHubError.notFound();
    call.checkSso(owner.id);
    const { page, headers } = paginate(
      call,
      urls.api,
      visible(call).filter(repository => repository.ownerId === owner.id),
    );
    return {
      status: 200,
      headers,
      body: page.map(one => presentMinimalRepository(world, urls, one)),
    };
  });

  route(
    'repos/list-for-authenticated-user',
    'get',
    '/user/repos',
    READ,
  )(call => {
    const actor = call.actor();
    const own = visible(call).filter(repository =>
      includesRole(roleOf(world, actor, repository), 'triage'),
    );
    const { page, headers } = paginate(call, urls.api, own);
    return {
      status: 200,
      headers,
      body: page.map(one => presentRepository(world, urls, one)),
    };
  });

  function visible(call: Call): Repository[] {
    return [...world.repositories.values()].filter(repository =>
      includesRole(tokenRole(world, call.context.token, repository), 'read'),
    );
  }

  route(
    'repos/get-all-topics',
    'get',
    '/repos/:owner/:repo/topics',
    READ,
  )(call => ({ status: 200, body: { names: call.repository().topics } }));

  route(
    'repos/replace-all-topics',
    'put',
    '/repos/:owner/:repo/topics',
    ADMIN,
  )(call => {
    const repository = call.repository('admin');
    const names = call.texts('names');
    if (names.some(name => !/^[a-z0-9][a-z0-9-]{0,49}$/.test(name))) {
      throw new GitHubError(
        422,
        'Validation Failed: Topics must start with a lowercase letter or number, consist of 50 characters or less, and can include hyphens.',
      );
    }
    repository.topics = [...new Set(names)];
    return { status: 200, body: { names: repository.topics } };
  });
}

function readVisibility(call: Call): Repository['visibility'] {
  const text = call.text('visibility');
  if (text === 'public' || text === 'private' || text === 'internal') {
    return text;
  }
  return call.flag('private') ? 'private' : 'public';
}

function readSettings(call: Call): Partial<Repository['settings']> {
  const settings: Partial<Repository['settings']> = {};
  const flags = {
    has_issues: 'hasIssues',
    has_projects: 'hasProjects',
    has_wiki: 'hasWiki',
    allow_merge_commit: 'allowMergeCommit',
    allow_squash_merge: 'allowSquashMerge',
    allow_rebase_merge: 'allowRebaseMerge',
    allow_auto_merge: 'allowAutoMerge',
    allow_update_branch: 'allowUpdateBranch',
    delete_branch_on_merge: 'deleteBranchOnMerge',
  } as const;
  for (const [theirs, ours] of Object.entries(flags)) {
    const value = call.flag(theirs);
    if (value !== undefined) settings[ours] = value;
  }
  const title = call.text('squash_merge_commit_title');
  if (title === 'PR_TITLE' || title === 'COMMIT_OR_PR_TITLE') {
    settings.squashMergeCommitTitle = title;
  }
  const message = call.text('squash_merge_commit_message');
  if (
    message === 'PR_BODY' ||
    message === 'COMMIT_MESSAGES' ||
    message === 'BLANK'
  ) {
    settings.squashMergeCommitMessage = message;
  }
  return settings;
}
