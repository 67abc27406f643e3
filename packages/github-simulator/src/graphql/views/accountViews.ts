import type { GraphQLResolveInfo } from 'graphql';
import { includesRole, tokenRole } from '../../state/access';
import { Account, Team } from '../../state/types';
import { connection, ConnectionArgs } from '../connection';
import { GraphQLCaller, time, View } from './View';
import type { Views } from './Views';

/** A user, an organization or a bot. */
export function accountView(views: Views, account: Account): View {
  return {
    __typename: account.type,
    id: account.nodeId,
    databaseId: account.id,
    login: account.login,
    name: account.name ?? null,
    email: account.email ?? '',
    createdAt: time(account.createdAt),
    url: `${views.urls.web}/${account.login}`,
    resourcePath: `/${account.login}`,
    avatarUrl: `${views.urls.web}/_avatars/${account.id}`,
    isViewer: (_: unknown, caller: GraphQLCaller) =>
      caller.account.id === account.id,
    teams: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
      connection(
        [...views.world.teams.values()].filter(
          ({ organizationId }) => organizationId === account.id,
        ),
        args,
        info,
        views.team,
      ),
    repositories: (
      args: ConnectionArgs,
      caller: GraphQLCaller,
      info: GraphQLResolveInfo,
    ) =>
      connection(
        [...views.world.repositories.values()].filter(
          one =>
            one.ownerId === account.id &&
            includesRole(tokenRole(views.world, caller.token, one), 'read'),
        ),
        args,
        info,
        views.repository,
      ),
  };
}

/** An account as an author. */
export function actorView(views: Views, account: Account): View {
  // GraphQL writes a bot's login without its suffix.
  const login =
    account.id === views.world.copilot.id
      ? 'copilot-swe-agent'
      : account.login.replace(/\[bot\]$/, '');
  return { ...views.account(account), login };
}

/** A team of an organization. */
export function teamView(views: Views, team: Team): View {
  return {
    __typename: 'Team',
    id: team.nodeId,
    databaseId: team.id,
    name: team.name,
    slug: team.slug,
    combinedSlug: `${views.world.account(team.organizationId).login}/${
      team.slug
    }`,
    description: team.description ?? null,
    url: `${views.urls.web}/orgs/${
      views.world.account(team.organizationId).login
    }/teams/${team.slug}`,
    organization: () => views.account(views.world.account(team.organizationId)),
  };
}
