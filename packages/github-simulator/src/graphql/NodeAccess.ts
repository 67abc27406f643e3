import { includesRole, tokenRole } from '../state/access';
import { parseNodeId } from '../state/nodeId';
import { Pull, Repository, RepositoryRole } from '../state/types';
import { World } from '../state/World';
import { GitHubGraphQLError } from './GitHubGraphQLError';
import { GraphQLCaller } from './views/View';
import { Views } from './views/Views';

/** Objects by their global ids, as far as the caller may see or change them. */
export type NodeAccess = ReturnType<typeof createNodeAccess>;

/** See {@link NodeAccess}. */
export function createNodeAccess(world: World, views: Views) {
  const may = (
    caller: GraphQLCaller,
    repository: Repository,
    role: RepositoryRole,
  ) => includesRole(tokenRole(world, caller.token, repository), role);

  function node(id: string, caller: GraphQLCaller) {
    const found = resolve(id, caller);
    if (!found) throw GitHubGraphQLError.unresolvedNode(id);
    return found;
  }

  function resolve(id: string, caller: GraphQLCaller) {
    const parsed = parseNodeId(id);
    if (!parsed) return undefined;
    switch (parsed.type) {
      case 'PullRequest': {
        const pull = world.pulls.get(parsed.id);
        const repository = pull && world.repositories.get(pull.repositoryId);
        const lag = caller.lagMs ?? 0;
        if (!pull || !repository || !may(caller, repository, 'read')) {
          return undefined;
        }
        // A young node may not have reached the replica that answers.
        return pull.createdAt <= world.clock.now() - lag
          ? views.pull(pull)
          : undefined;
      }
      case 'Repository': {
        const found = world.repositories.get(parsed.id);
        return found && may(caller, found, 'read')
          ? views.repository(found)
          : undefined;
      }
      case 'User':
      case 'Organization':
      case 'Bot': {
        const found = world.accounts.get(parsed.id);
        return found && views.account(found);
      }
      case 'Team': {
        const found = world.teams.get(parsed.id);
        return found && views.team(found);
      }
      case 'CheckSuite':
      case 'CheckRun': {
        for (const run of world.runs.values()) {
          if (run.suiteNodeId === id) return views.checkSuite(run);
          if (run.checkNodeId === id) return views.checkRun(run);
        }
        return undefined;
      }
      default:
        return undefined;
    }
  }

  function pullOf(
    id: string,
    caller: GraphQLCaller,
    role: RepositoryRole,
  ): Pull {
    const parsed = parseNodeId(id);
    const pull =
      parsed?.type === 'PullRequest' ? world.pulls.get(parsed.id) : undefined;
    const repository = pull && world.repositories.get(pull.repositoryId);
    if (!pull || !repository || !may(caller, repository, 'read')) {
      throw GitHubGraphQLError.unresolvedNode(id);
    }
    const permissions = caller.token.permissions;
    if (
      !may(caller, repository, role) ||
      (permissions && permissions.pull_requests !== 'write')
    ) {
      throw GitHubGraphQLError.forbidden(
        caller.token.kind === 'installation'
          ? 'Resource not accessible by integration'
          : 'Resource not accessible by personal access token',
      );
    }
    return pull;
  }

  return { may, node, pullOf };
}
