import { GraphQLResolveInfo } from 'graphql';
import { isoTime } from '../clock';
import { RateLimiter } from '../limits';
import { Account } from '../state/types';
import { World } from '../state/World';
import { GitHubGraphQLError } from './GitHubGraphQLError';
import { NodeAccess } from './NodeAccess';
import { GraphQLCaller } from './views/View';
import { Views } from './views/Views';

const MAX_IDS = 100;

/** The fields of `Query` that the simulator serves. */
export function createQuery(
  world: World,
  views: Views,
  access: NodeAccess,
  limiter: RateLimiter,
) {
  const { may, node } = access;

  return {
    node: ({ id }: { id: string }, caller: GraphQLCaller) => node(id, caller),
    nodes: ({ ids }: { ids: string[] }, caller: GraphQLCaller) => {
      if (ids.length > MAX_IDS) {
        throw new GitHubGraphQLError(
          'ARGUMENT_LIMIT',
          `You may not provide more than ${MAX_IDS} node ids; you provided ${ids.length}.`,
        );
      }
      return ids.map(id => {
        try {
          return node(id, caller);
        } catch (error) {
          // One wrong id is an error at its place, not of the whole list.
          return error;
        }
      });
    },
    viewer: (_: unknown, caller: GraphQLCaller) =>
      views.account(caller.account),
    repository: (
      { owner, name }: { owner: string; name: string },
      caller: GraphQLCaller,
    ) => {
      const found = world.repositoryByName(owner, name);
      if (!found || !may(caller, found, 'read')) {
        throw GitHubGraphQLError.unresolvedRepository(`${owner}/${name}`);
      }
      return views.repository(found);
    },
    user: ({ login }: { login: string }) => account(login, 'User'),
    organization: ({ login }: { login: string }) =>
      account(login, 'Organization'),
    repositoryOwner: ({ login }: { login: string }) => {
      const found = world.accountByLogin(login);
      return found ? views.account(found) : null;
    },
    rateLimit: (
      _: unknown,
      caller: GraphQLCaller,
      _info: GraphQLResolveInfo,
    ) => {
      const kind =
        caller.token.kind === 'installation' ? 'installation' : 'user';
      const key = `${kind}:${caller.account.id}`;
      const state = limiter.state({ key, kind, resource: 'graphql' });
      return {
        cost: 1,
        limit: state.limit,
        nodeCount: 0,
        remaining: state.remaining,
        resetAt: isoTime(state.reset * 1000),
        used: state.used,
      };
    },
  };

  function account(login: string, type: Account['type']) {
    const found = world.accountByLogin(login);
    if (!found || found.type !== type) {
      throw new GitHubGraphQLError(
        'NOT_FOUND',
        `Could not resolve to a ${type} with the login of '${login}'.`,
      );
    }
    return views.account(found);
  }
}
