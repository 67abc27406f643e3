import { GraphQLResolveInfo } from 'graphql';
import { isoTime } from '../clock';
import { RateLimiter } from '../limits';
import { includesRole, tokenRole } from '../state/access';
import { signatureOf } from '../state/createRepository';
import { GitHubError } from '../state/GitHubError';
import { parseNodeId } from '../state/nodeId';
import { nodeId } from '../state/nodeId';
import { MergeMethod, PullService } from '../state/PullService';
import { refreshBranches } from '../state/refreshBranches';
import {
  Account,
  Pull,
  Repository,
  RepositoryRole,
  Team,
} from '../state/types';
import { World } from '../state/World';
import { GitHubGraphQLError } from './GitHubGraphQLError';
import { GraphQLCaller, Views } from './Views';

const MAX_IDS = 100;

/** The fields of `Query` and `Mutation` that the simulator serves. */
export function createRoot(
  world: World,
  views: Views,
  pulls: PullService,
  limiter: RateLimiter,
) {
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

  const rest = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof GitHubError) {
        throw new GitHubGraphQLError('UNPROCESSABLE', error.message);
      }
      throw error;
    }
  };

  const query = {
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

  type Input<T> = { input: T & { clientMutationId?: string } };
  const payload = <T>(
    input: { clientMutationId?: string },
    fields: T,
  ): T & { clientMutationId: string | null } => ({
    ...fields,
    clientMutationId: input.clientMutationId ?? null,
  });

  const mutation = {
    markPullRequestReadyForReview: (
      { input }: Input<{ pullRequestId: string }>,
      caller: GraphQLCaller,
    ) => {
      const pull = pullOf(input.pullRequestId, caller, 'write');
      pulls.setDraft(pull, caller.account, false);
      return payload(input, { pullRequest: views.pull(pull) });
    },
    convertPullRequestToDraft: (
      { input }: Input<{ pullRequestId: string }>,
      caller: GraphQLCaller,
    ) => {
      const pull = pullOf(input.pullRequestId, caller, 'write');
      pulls.setDraft(pull, caller.account, true);
      return payload(input, { pullRequest: views.pull(pull) });
    },
    closePullRequest: (
      { input }: Input<{ pullRequestId: string }>,
      caller: GraphQLCaller,
    ) => {
      const pull = pullOf(input.pullRequestId, caller, 'write');
      pulls.setState(pull, caller.account, 'closed');
      return payload(input, { pullRequest: views.pull(pull) });
    },
    requestReviews: (
      {
        input,
      }: Input<{
        pullRequestId: string;
        userIds?: string[];
        teamIds?: string[];
      }>,
      caller: GraphQLCaller,
    ) => {
      const pull = pullOf(input.pullRequestId, caller, 'write');
      const users = (input.userIds ?? []).map((id): Account => {
        const found = world.accounts.get(parseNodeId(id)?.id ?? -1);
        if (!found) throw GitHubGraphQLError.unresolvedNode(id);
        return found;
      });
      const teams = (input.teamIds ?? []).map((id): Team => {
        const found = world.teams.get(parseNodeId(id)?.id ?? -1);
        if (!found) throw GitHubGraphQLError.unresolvedNode(id);
        return found;
      });
      rest(() => pulls.requestReviewers(pull, caller.account, users, teams));
      return payload(input, {
        actor: views.actor(caller.account),
        pullRequest: views.pull(pull),
      });
    },
    addPullRequestReview: (
      {
        input,
      }: Input<{ pullRequestId: string; event?: string; body?: string }>,
      caller: GraphQLCaller,
    ) => {
      const pull = pullOf(input.pullRequestId, caller, 'read');
      const event =
        input.event === 'APPROVE' || input.event === 'REQUEST_CHANGES'
          ? input.event
          : 'COMMENT';
      const review = rest(() =>
        pulls.review(pull, caller.account, event, input.body ?? ''),
      );
      return payload(input, {
        pullRequestReview: views.review(pull, review),
      });
    },
    mergePullRequest: async (
      {
        input,
      }: Input<{
        pullRequestId: string;
        mergeMethod?: string;
        expectedHeadOid?: string;
        commitHeadline?: string;
        commitBody?: string;
      }>,
      caller: GraphQLCaller,
    ) => {
      const pull = pullOf(input.pullRequestId, caller, 'write');
      const methods: Record<string, MergeMethod> = {
        MERGE: 'merge',
        SQUASH: 'squash',
        REBASE: 'rebase',
      };
      try {
        await pulls.merge(pull, caller.account, {
          method: methods[input.mergeMethod ?? 'MERGE'],
          sha: input.expectedHeadOid,
          title: input.commitHeadline,
          message: input.commitBody,
        });
      } catch (error) {
        if (!(error instanceof GitHubError)) throw error;
        throw new GitHubGraphQLError('UNPROCESSABLE', error.message);
      }
      return payload(input, {
        actor: views.actor(caller.account),
        pullRequest: views.pull(pull),
      });
    },
    addComment: (
      { input }: Input<{ subjectId: string; body: string }>,
      caller: GraphQLCaller,
    ) => {
      const pull = pullOf(input.subjectId, caller, 'read');
      const now = world.clock.now();
      const id = world.nextId('other');
      const comment = {
        id,
        nodeId: nodeId('IssueComment', id),
        authorId: caller.account.id,
        body: input.body,
        createdAt: now,
        updatedAt: now,
      };
      pull.comments.push(comment);
      pull.updatedAt = now;
      return payload(input, {
        subject: views.pull(pull),
        commentEdge: {
          cursor: String(id),
          node: views.comment(pull, comment),
        },
      });
    },
    createCommitOnBranch: async (
      {
        input,
      }: Input<{
        branch: { repositoryNameWithOwner: string; branchName: string };
        message: { headline: string; body?: string };
        fileChanges?: {
          additions?: { path: string; contents: string }[];
          deletions?: { path: string }[];
        };
        expectedHeadOid: string;
      }>,
      caller: GraphQLCaller,
    ) => {
      const { repositoryNameWithOwner: fullName, branchName } = input.branch;
      const [owner, name] = fullName.split('/');
      const repository = world.repositoryByName(owner, name);
      if (!repository || !may(caller, repository, 'write')) {
        throw GitHubGraphQLError.unresolvedRepository(fullName);
      }
      const branch = branchName.replace(/^refs\/heads\//, '');
      const head = repository.branches.get(branch);
      if (head !== input.expectedHeadOid) {
        throw new GitHubGraphQLError(
          'STALE_DATA',
          `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again. (expectedHeadOid)`,
        );
      }
      const files: Record<string, Buffer | undefined> = {};
      for (const { path } of input.fileChanges?.deletions ?? []) {
        files[path] = undefined;
      }
      for (const { path, contents } of input.fileChanges?.additions ?? []) {
        files[path] = Buffer.from(contents, 'base64');
      }
      const { headline, body } = input.message;
      const sha = await world.git.commit(repository.id, {
        branch,
        parent: head,
        message: body ? `${headline}\n\n${body}` : headline,
        author: signatureOf(caller.account),
        at: world.clock.now(),
        files,
      });
      await refreshBranches(world, repository, caller.account);
      return payload(input, {
        commit: await views.commitOf(repository, sha),
        ref: views.ref(repository, branch, sha),
      });
    },
  };

  return { query, mutation };
}
