import { GitHubError } from './GitHubError';
import { includesRole, roleOf } from './access';
import { mergeBranch, MergeOptions } from './mergeBranch';
import { nodeId } from './nodeId';
import { refreshBranches } from './refreshBranches';
import {
  missingApprovals,
  ReviewDecision,
  reviewDecision,
} from './reviewDecision';
import { Account, Pull, Repository, Review, Team } from './types';
import { World } from './World';

/** Everything that changes a pull request, and what GitHub refuses. */
export class PullService {
  constructor(private readonly world: World) {}

  async open(
    repository: Repository,
    author: Account,
    input: {
      title: string;
      head: string;
      base: string;
      body?: string;
      draft?: boolean;
      taskId?: string;
    },
  ): Promise<Pull> {
    const owner = this.world.owner(repository);
    const head = input.head.replace(new RegExp(`^${owner.login}:`, 'i'), '');
    const headSha = repository.branches.get(head);
    const baseSha = repository.branches.get(input.base);
    const invalid = (field: string) =>
      GitHubError.invalid({ resource: 'PullRequest', field, code: 'invalid' });
    if (!headSha) throw invalid('head');
    if (!baseSha) throw invalid('base');
    const refuse = (message: string) =>
      GitHubError.invalid({ resource: 'PullRequest', code: 'custom', message });
    for (const pull of repository.pulls.values()) {
      if (
        pull.state === 'open' &&
        pull.headRef === head &&
        pull.baseRef === input.base
      ) {
        throw refuse(
          `A pull request already exists for ${owner.login}:${head}.`,
        );
      }
    }
    const { git } = this.world;
    // An agent's branch starts with a commit of its own.
    const differs =
      input.taskId !== undefined ||
      (await git.count(repository.id, `${baseSha}..${headSha}`)) > 0;
    if (!differs) {
      throw refuse(`No commits between ${input.base} and ${head}`);
    }
    const now = this.world.clock.now();
    const id = this.world.nextId('pull');
    const pull: Pull = {
      id,
      nodeId: nodeId('PullRequest', id),
      repositoryId: repository.id,
      number: repository.nextNumber++,
      title: input.title,
      body: input.body,
      authorId: author.id,
      state: 'open',
      draft: input.draft ?? false,
      headRef: head,
      headSha,
      baseRef: input.base,
      baseSha,
      labels: [],
      assigneeIds: new Set(),
      comments: [],
      requestedReviewerIds: new Set(),
      requestedTeamIds: new Set(),
      reviews: [],
      createdAt: now,
      updatedAt: now,
      taskId: input.taskId,
    };
    repository.pulls.set(pull.number, pull);
    this.world.pulls.set(id, pull);
    this.tell(pull, 'opened', author);
    return pull;
  }

  edit(
    pull: Pull,
    sender: Account,
    change: { title?: string; body?: string; baseRef?: string },
  ): void {
    if (change.title !== undefined) pull.title = change.title;
    if (change.body !== undefined) pull.body = change.body;
    if (change.baseRef !== undefined && change.baseRef !== pull.baseRef) {
      const sha = this.repository(pull).branches.get(change.baseRef);
      if (!sha) {
        throw GitHubError.invalid({
          resource: 'PullRequest',
          field: 'base',
          code: 'invalid',
        });
      }
      pull.baseRef = change.baseRef;
      pull.baseSha = sha;
    }
    this.touch(pull);
    this.tell(pull, 'edited', sender);
  }

  setState(pull: Pull, sender: Account, state: 'open' | 'closed'): void {
    if (pull.state === state) return;
    if (state === 'open' && pull.mergedAt) {
      throw GitHubError.invalid({
        resource: 'PullRequest',
        field: 'state',
        code: 'invalid',
        message: 'state cannot be changed. The pull request is merged.',
      });
    }
    pull.state = state;
    this.touch(pull);
    pull.closedAt = state === 'closed' ? pull.updatedAt : undefined;
    this.tell(pull, state === 'closed' ? 'closed' : 'reopened', sender);
  }

  setDraft(pull: Pull, sender: Account, draft: boolean): void {
    if (pull.draft === draft) return;
    pull.draft = draft;
    this.touch(pull);
    this.tell(pull, draft ? 'converted_to_draft' : 'ready_for_review', sender);
  }

  requestReviewers(
    pull: Pull,
    sender: Account,
    users: Account[],
    teams: Team[],
  ): void {
    const repository = this.repository(pull);
    for (const user of users) {
      if (user.id === pull.authorId) {
        throw new GitHubError(
          422,
          'Review cannot be requested from pull request author.',
        );
      }
      if (!includesRole(roleOf(this.world, user, repository), 'read')) {
        throw new GitHubError(
          422,
          'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ' +
            `${this.world.fullName(repository)} repository.`,
        );
      }
    }
    for (const user of users) {
      if (pull.requestedReviewerIds.has(user.id)) continue;
      pull.requestedReviewerIds.add(user.id);
      this.touch(pull);
      this.tell(pull, 'review_requested', sender, { requestedReviewer: user });
    }
    for (const team of teams) {
      if (pull.requestedTeamIds.has(team.id)) continue;
      pull.requestedTeamIds.add(team.id);
      this.touch(pull);
      this.tell(pull, 'review_requested', sender, { requestedTeam: team });
    }
  }

  removeReviewers(
    pull: Pull,
    sender: Account,
    users: Account[],
    teams: Team[],
  ): void {
    for (const user of users) {
      if (!pull.requestedReviewerIds.delete(user.id)) continue;
      this.touch(pull);
      this.tell(pull, 'review_request_removed', sender, {
        requestedReviewer: user,
      });
    }
    for (const team of teams) {
      if (!pull.requestedTeamIds.delete(team.id)) continue;
      this.touch(pull);
      this.tell(pull, 'review_request_removed', sender, {
        requestedTeam: team,
      });
    }
  }

  review(
    pull: Pull,
    author: Account,
    event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT',
    body: string,
  ): Review {
    if (author.id === pull.authorId && event !== 'COMMENT') {
      const what = event === 'APPROVE' ? 'approve' : 'request changes on';
      throw new GitHubError(
        422,
        `Unprocessable Entity: "Can not ${what} your own pull request"`,
      );
    }
    const id = this.world.nextId('other');
    const states = {
      APPROVE: 'APPROVED',
      REQUEST_CHANGES: 'CHANGES_REQUESTED',
      COMMENT: 'COMMENTED',
    } as const;
    const review: Review = {
      id,
      nodeId: nodeId('PullRequestReview', id),
      authorId: author.id,
      state: states[event],
      body,
      commitSha: pull.headSha,
      submittedAt: this.world.clock.now(),
    };
    pull.reviews.push(review);
    pull.requestedReviewerIds.delete(author.id);
    this.touch(pull);
    this.world.events.emit('pull_request_review', {
      action: 'submitted',
      repository: this.repository(pull),
      pull,
      review,
      sender: author,
    });
    return review;
  }

  /** Merges the branch and closes the pull request; refuses as GitHub does. */
  async merge(
    pull: Pull,
    sender: Account,
    options: MergeOptions = {},
  ): Promise<string> {
    const missing = this.missingApprovals(pull);
    const sha = await mergeBranch(this.world, pull, sender, {
      ...options,
      missingApprovals: missing,
    });
    pull.state = 'closed';
    pull.mergedAt = this.world.clock.now();
    pull.closedAt = pull.mergedAt;
    pull.mergedById = sender.id;
    pull.mergeCommitSha = sha;
    this.touch(pull);
    this.tell(pull, 'closed', sender);
    const repository = this.repository(pull);
    if (repository.settings.deleteBranchOnMerge) {
      await this.world.git.deleteRef(
        repository.id,
        `refs/heads/${pull.headRef}`,
      );
    }
    await refreshBranches(this.world, repository, sender);
    return sha;
  }

  /** Approvals that still miss, see {@link missingApprovals}. */
  missingApprovals(pull: Pull): number {
    return missingApprovals(this.world, pull);
  }

  reviewDecision(pull: Pull): ReviewDecision | undefined {
    return reviewDecision(this.world, pull);
  }

  private repository(pull: Pull): Repository {
    return this.world.repository(pull.repositoryId);
  }

  private touch(pull: Pull): void {
    pull.updatedAt = this.world.clock.now();
  }

  private tell(
    pull: Pull,
    action: string,
    sender: Account,
    more: { requestedReviewer?: Account; requestedTeam?: Team } = {},
  ): void {
    this.world.events.emit('pull_request', {
      action,
      repository: this.repository(pull),
      pull,
      sender,
      ...more,
    });
  }
}
