import { GitHubError } from '../state/GitHubError';
import { RateLimiter } from '../limits';
import { Call, RestDeps } from './Call';
import { paginate } from './paging';
import {
  presentAccount,
  presentFullOrganization,
  presentFullTeam,
  presentOrganization,
  presentOwnProfile,
  presentProfile,
  presentTeam,
} from './present/presentAccount';
import { presentMinimalRepository } from './present/presentRepository';
import { readRole } from './collaborators';
import { Route } from './route';

const MEMBERS = ['members', 'read'] as const;

/** Users, organizations, teams and the caller's own limits. */
export function registerAccounts(
  route: Route,
  deps: RestDeps,
  limiter: RateLimiter,
): void {
  const { world, urls } = deps;

  route(
    'users/get-authenticated',
    'get',
    '/user',
    undefined,
  )(call => {
    const actor = call.actor();
    if (call.context.token?.kind === 'installation') {
      throw GitHubError.forbidden('Resource not accessible by integration');
    }
    return { status: 200, body: presentOwnProfile(world, urls, actor) };
  });

  route(
    'orgs/list-for-authenticated-user',
    'get',
    '/user/orgs',
    undefined,
  )(call => {
    const actor = call.actor();
    const own = [...world.organizations.values()]
      .filter(({ members }) => members.has(actor.id))
      .map(({ accountId }) => world.account(accountId));
    const { page, headers } = paginate(call, urls.api, own);
    return {
      status: 200,
      headers,
      body: page.map(one => presentOrganization(urls, one)),
    };
  });

  route(
    'users/get-by-id',
    'get',
    '/user/:account_id(\\d+)',
    undefined,
  )(call => {
    const account = world.accounts.get(Number(call.param('account_id')));
    if (!account) throw GitHubError.notFound();
    return { status: 200, body: presentProfile(world, urls, account) };
  });

  route(
    'users/get-by-username',
    'get',
    '/users/:username',
    undefined,
  )(call => {
    const account = world.accountByLogin(call.param('username'));
    if (!account) throw GitHubError.notFound();
    return { status: 200, body: presentProfile(world, urls, account) };
  });

  route(
    'orgs/get',
    'get',
    '/orgs/:org',
    undefined,
  )(call => ({
    status: 200,
    body: presentFullOrganization(world, urls, organization(call)),
  }));

  route(
    'orgs/list-members',
    'get',
    '/orgs/:org/members',
    MEMBERS,
  )(call => {
    const account = organization(call);
    const ids = [...(world.organization(account)?.members.keys() ?? [])];
    const { page, headers } = paginate(call, urls.api, ids);
    return {
      status: 200,
      headers,
      body: page.map(id => presentAccount(urls, world.account(id))),
    };
  });

  route(
    'teams/list',
    'get',
    '/orgs/:org/teams',
    MEMBERS,
  )(call => {
    const account = organization(call);
    const teams = [...world.teams.values()].filter(
      ({ organizationId }) => organizationId === account.id,
    );
    const { page, headers } = paginate(call, urls.api, teams);
    return {
      status: 200,
      headers,
      body: page.map(one => presentTeam(world, urls, one)),
    };
  });

  route(
    'teams/get-by-name',
    'get',
    '/orgs/:org/teams/:team',
    MEMBERS,
  )(call => ({
    status: 200,
    body: presentFullTeam(world, urls, team(call)),
  }));

  route(
    'teams/list-members-in-org',
    'get',
    '/orgs/:org/teams/:team/members',
    MEMBERS,
  )(call => {
    const ids = [...team(call).memberIds];
    const { page, headers } = paginate(call, urls.api, ids);
    return {
      status: 200,
      headers,
      body: page.map(id => presentAccount(urls, world.account(id))),
    };
  });

  route(
    'teams/list-repos-in-org',
    'get',
    '/orgs/:org/teams/:team/repos',
    MEMBERS,
  )(call => {
    const all = [...team(call).repositories.keys()];
    const { page, headers } = paginate(call, urls.api, all);
    return {
      status: 200,
      headers,
      body: page.map(id =>
        presentMinimalRepository(world, urls, world.repository(id)),
      ),
    };
  });

  route(
    'teams/add-or-update-repo-permissions-in-org',
    'put',
    '/orgs/:org/teams/:team/repos/:owner/:repo',
    ['administration', 'write'],
  )(call => {
    const repository = call.repository('admin');
    const role = readRole(call.text('permission'));
    team(call).repositories.set(repository.id, role);
    return { status: 204 };
  });

  route(
    'rate-limit/get',
    'get',
    '/rate_limit',
    undefined,
  )(call => {
    const { limited } = call.context;
    const read = (resource: 'core' | 'graphql') => {
      const { resource: _, ...state } = limiter.state({
        key: limited?.key ?? 'anonymous',
        kind: limited?.kind ?? 'anonymous',
        resource,
      });
      return state;
    };
    const core = read('core');
    const search = { limit: 30, used: 0, remaining: 30, reset: core.reset };
    return {
      status: 200,
      body: {
        resources: { core, search, graphql: read('graphql') },
        rate: core,
      },
    };
  });

  function organization(call: Call) {
    const account = world.accountByLogin(call.param('org'));
    if (!account || !world.organization(account)) throw GitHubError.notFound();
    call.checkSso(account.id);
    return account;
  }

  function team(call: Call) {
    call.actor();
    const found = world.team(organization(call).id, call.param('team'));
    if (!found) throw GitHubError.notFound();
    return found;
  }
}
