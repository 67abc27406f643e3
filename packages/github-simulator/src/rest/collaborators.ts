import { isoTime } from '../clock';
import { includesRole, roleOf } from '../state/access';
import { GitHubError } from '../state/GitHubError';
import { RepositoryRole } from '../state/types';
import { RestDeps } from './Call';
import { presentAccount } from './present/presentAccount';
import { presentPermissions } from './present/presentRepository';
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

/** Who may do what in a repository, and who watches it. */
export function registerCollaborators(route: Route, deps: RestDeps): void {
  const { world, urls } = deps;

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
