import { signatureOf } from '../state/createRepository';
import { GitHubError } from '../state/GitHubError';
import { nodeId, parseNodeId } from '../state/nodeId';
import { MergeMethod } from '../state/mergeBranch';
import { PullService } from '../state/PullService';
import { refreshBranches } from '../state/refreshBranches';
import { revertPull } from '../state/revertPull';
import { Account, Team } from '../state/types';
import { World } from '../state/World';
import { GitHubGraphQLError } from './GitHubGraphQLError';
import { NodeAccess } from './NodeAccess';
import { GraphQLCaller } from './views/View';
import { Views } from './views/Views';

type Input<T> = { input: T & { clientMutationId?: string } };

/** The fields of `Mutation` that the simulator serves. */
export function createMutation(
  world: World,
  views: Views,
  access: NodeAccess,
  pulls: PullService,
) {
  const { may, pullOf } = access;

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

  const payload = <T>(
    input: { clientMutationId?: string },
    fields: T,
  ): T & { clientMutationId: string | null } => ({
    ...fields,
    clientMutationId: input.clientMutationId ?? null,
  });

  return {
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
    revertPullRequest: async (
      {
        input,
      }: Input<{
        pullRequestId: string;
        title?: string;
        body?: string;
        draft?: boolean;
      }>,
      caller: GraphQLCaller,
    ) => {
      const pull = pullOf(input.pullRequestId, caller, 'write');
      const revert = await revertPull(
        world,
        pulls,
        pull,
        caller.account,
        input,
      ).catch(error => {
        throw error instanceof GitHubError
          ? new GitHubGraphQLError('UNPROCESSABLE', error.message)
          : error;
      });
      return payload(input, {
        pullRequest: views.pull(pull),
        revertPullRequest: views.pull(revert),
      });
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
}
