import { generateKeyPairSync } from 'node:crypto';
import { isoTime } from '../clock';
import { includesRole, tokenRole, roleOf } from '../state/access';
import { createRepository } from '../state/createRepository';
import { GitHubError } from '../state/GitHubError';
import { Account, Repository, RepositoryRole } from '../state/types';
import { Call, RestDeps } from './Call';
import { paginate } from './paging';
import { presentAccount } from './present/presentAccount';
import {
  presentFullRepository,
  presentMinimalRepository,
  presentPermissions,
  presentRepository,
} from './present/presentRepository';
import { Route } from './route';

const ROLES: Record<string, RepositoryRole> = {
  pull: 'read',
  read: 'read',
  triage: 'triage',
  push: 'write',
  write: 'write',
  maintain: 'maintain',
  admin: 'admin',
};

const READ = ['metadata', 'read'] as const;
const ADMIN = ['administration', 'write'] as const;

/** The name a role has in requests, read; unknown ones are a 422. */
export function readRole(text: string | undefined): RepositoryRole {
  const role = ROLES[text ?? 'push'];
  if (!role)
    throw GitHubError.invalid({ field: 'permission', code: 'invalid' });
  return role;
}

/** Repositories: create, get, change, topics, collaborators. */
export function registerRepositories(route: Route, deps: RestDeps): void {
  const { world, urls } = deps;
  const { publicKey } = generateKeyPairSync('x25519');
  const secretsKey = publicKey
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('base64');

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

  route(
    'repos/add-collaborator',
    'put',
    '/repos/:owner/:repo/collaborators/:username',
    ADMIN,
  )(call => {
    const repository = call.repository('admin');
    const user = world.accountByLogin(call.param('username'));
    if (!user) throw GitHubError.notFound();
    repository.collaborators.set(user.id, readRole(call.text('permission')));
    return { status: 204 };
  });

  route(
    'repos/check-collaborator',
    'get',
    '/repos/:owner/:repo/collaborators/:username',
    READ,
  )(call => {
    const repository = call.repository('write');
    const user = world.accountByLogin(call.param('username'));
    if (!user || !includesRole(roleOf(world, user, repository), 'triage')) {
      throw GitHubError.notFound();
    }
    return { status: 204 };
  });

  route(
    'repos/get-collaborator-permission-level',
    'get',
    '/repos/:owner/:repo/collaborators/:username/permission',
    READ,
  )(call => {
    const repository = call.repository();
    const user = world.accountByLogin(call.param('username'));
    if (!user) throw GitHubError.notFound();
    const role = roleOf(world, user, repository);
    let permission: string = role;
    if (role === 'maintain') permission = 'write';
    if (role === 'triage') permission = 'read';
    return {
      status: 200,
      body: {
        permission,
        role_name: role,
        user: {
          ...presentAccount(urls, user),
          permissions: presentPermissions(role),
          role_name: role,
        },
      },
    };
  });

  route(
    'actions/get-repo-public-key',
    'get',
    '/repos/:owner/:repo/actions/secrets/public-key',
    ['secrets', 'read'],
  )(call => {
    call.repository('write');
    return { status: 200, body: { key_id: '1', key: secretsKey } };
  });

  route(
    'actions/create-or-update-repo-secret',
    'put',
    '/repos/:owner/:repo/actions/secrets/:secret_name',
    ['secrets', 'write'],
  )(call => {
    const repository = call.repository('write');
    call.text('encrypted_value', { required: true });
    const name = call.param('secret_name').toUpperCase();
    const existed = repository.secrets.has(name);
    repository.secrets.add(name);
    return existed ? { status: 204 } : { status: 201, body: {} };
  });

  route(
    'actions/create-repo-variable',
    'post',
    '/repos/:owner/:repo/actions/variables',
    ['actions_variables', 'write'],
  )(call => {
    const repository = call.repository('write');
    const name = call.text('name', { required: true }).toUpperCase();
    if (repository.variables.has(name)) {
      throw new GitHubError(409, 'Already exists - Variable already exists');
    }
    repository.variables.set(name, {
      value: call.text('value', { required: true }),
      createdAt: world.clock.now(),
    });
    return { status: 201, body: {} };
  });

  route(
    'actions/list-repo-variables',
    'get',
    '/repos/:owner/:repo/actions/variables',
    ['actions_variables', 'read'],
  )(call => {
    const variables = [...call.repository('write').variables];
    return {
      status: 200,
      body: {
        total_count: variables.length,
        variables: variables.map(([name, { value, createdAt }]) => ({
          name,
          value,
          created_at: isoTime(createdAt),
          updated_at: isoTime(createdAt),
        })),
      },
    };
  });

  route(
    'activity/set-repo-subscription',
    'put',
    '/repos/:owner/:repo/subscription',
    READ,
  )(call => {
    const repository = call.repository();
    const ignored = call.flag('ignored') ?? false;
    const createdAt = world.clock.now();
    repository.subscriptions.set(call.actor().id, { ignored, createdAt });
    const url = `${urls.api}/repos/${world.fullName(repository)}`;
    return {
      status: 200,
      body: {
        subscribed: !ignored,
        ignored,
        reason: null,
        created_at: isoTime(createdAt),
        url: `${url}/subscription`,
        repository_url: url,
      },
    };
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
