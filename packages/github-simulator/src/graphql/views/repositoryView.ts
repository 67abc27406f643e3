import type { GraphQLResolveInfo } from 'graphql';
import { includesRole, roleOf, tokenRole } from '../../state/access';
import { Repository } from '../../state/types';
import { connection, ConnectionArgs } from '../connection';
import { pullState } from './pullView';
import { GraphQLCaller, time, View } from './View';
import type { Views } from './Views';

/** A repository. */
export function repositoryView(views: Views, repository: Repository): View {
  const { world } = views;
  const fullName = world.fullName(repository);
  const ref = (name: string) => {
    const sha = repository.branches.get(name.replace(/^refs\/heads\//, ''));
    return sha ? views.ref(repository, name, sha) : null;
  };
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName,
    owner: () => views.account(world.owner(repository)),
    url: `${views.urls.web}/${fullName}`,
    resourcePath: `/${fullName}`,
    description: repository.description ?? null,
    homepageUrl: repository.homepage ?? null,
    visibility: repository.visibility.toUpperCase(),
    isPrivate: repository.visibility !== 'public',
    isArchived: repository.archived,
    isDisabled: false,
    isEmpty: repository.branches.size === 0,
    isFork: false,
    isTemplate: false,
    isInOrganization: world.owner(repository).type === 'Organization',
    createdAt: time(repository.createdAt),
    updatedAt: time(repository.updatedAt),
    pushedAt: time(repository.pushedAt),
    diskUsage: repository.sizeKb,
    deleteBranchOnMerge: repository.settings.deleteBranchOnMerge,
    viewerPermission: (_: unknown, caller: GraphQLCaller) => {
      const role = tokenRole(world, caller.token, repository);
      return role === 'none' ? null : role.toUpperCase();
    },
    defaultBranchRef: () => ref(repository.defaultBranch),
    ref: ({ qualifiedName }: { qualifiedName: string }) => ref(qualifiedName),
    refs: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
      connection([...repository.branches], args, info, ([name, sha]) =>
        views.ref(repository, name, sha),
      ),
    object: async ({
      expression,
      oid,
    }: {
      expression?: string;
      oid?: string;
    }) => views.object(repository, oid ?? expression ?? ''),
    pullRequest: ({ number }: { number: number }) => {
      const pull = repository.pulls.get(number);
      return pull ? views.pull(pull) : null;
    },
    pullRequests: (
      args: ConnectionArgs & {
        states?: string[];
        headRefName?: string;
        baseRefName?: string;
        orderBy?: { field: string; direction: string };
      },
      _c: unknown,
      info: GraphQLResolveInfo,
    ) => {
      const by =
        args.orderBy?.field === 'UPDATED_AT' ? 'updatedAt' : 'createdAt';
      const sign = args.orderBy?.direction === 'DESC' ? -1 : 1;
      const found = [...repository.pulls.values()]
        .filter(
          pull =>
            (!args.states || args.states.includes(pullState(pull))) &&
            (!args.headRefName || pull.headRef === args.headRefName) &&
            (!args.baseRefName || pull.baseRef === args.baseRefName),
        )
        .sort((a, b) => sign * (a[by] - b[by] || a.number - b.number));
      return connection(found, args, info, views.pull);
    },
    repositoryTopics: (
      args: ConnectionArgs,
      _c: unknown,
      info: GraphQLResolveInfo,
    ) =>
      connection(repository.topics, args, info, name => ({
        topic: { name },
      })),
    labels: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
      connection([...repository.labels.values()], args, info, label =>
        views.label(repository, label),
      ),
    suggestedActors: (
      args: ConnectionArgs & { capabilities: string[]; query?: string },
      _c: unknown,
      info: GraphQLResolveInfo,
    ) => {
      const actors: View[] = [];
      // The agent's login here is another than on its pull requests.
      if (repository.agentsEnabled) {
        actors.push({
          ...views.account(world.copilot),
          login: 'copilot-swe-agent',
        });
      }
      for (const account of world.accounts.values()) {
        if (
          account.type === 'User' &&
          includesRole(roleOf(world, account, repository), 'triage')
        ) {
          actors.push(views.account(account));
        }
      }
      return connection(
        actors.filter(
          ({ login }) => !args.query || String(login).includes(args.query),
        ),
        args,
        info,
        actor => actor,
      );
    },
  };
}
