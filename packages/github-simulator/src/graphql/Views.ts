import { GraphQLResolveInfo } from 'graphql';
import { isoTime } from '../clock';
import { CommitInfo } from '../git/parseGit';
import { association } from '../rest/present/presentPull';
import { Urls } from '../rest/present/Urls';
import { includesRole, roleOf, tokenRole } from '../state/access';
import { PullFactsReader } from '../state/pullFacts';
import { PullService } from '../state/PullService';
import {
  Account,
  Comment,
  Issue,
  Label,
  Pull,
  Repository,
  Review,
  Team,
  Token,
  WorkflowRun,
} from '../state/types';
import { World } from '../state/World';
import { accountOfEmail } from '../rest/present/presentCommit';
import { connection, ConnectionArgs } from './connection';
import { rollup } from './rollup';

/** Who asks, and how old the picture is that they get. */
export interface GraphQLCaller {
  account: Account;
  token: Token;
  lagMs?: number;
}

type View = Record<string, unknown>;
const time = (ms: number | undefined) =>
  ms === undefined ? null : isoTime(ms);

/** Objects as GitHub's GraphQL schema shows them; each field is read lazily. */
export class Views {
  constructor(
    private readonly world: World,
    private readonly urls: Urls,
    private readonly pulls: PullService,
    private readonly facts: PullFactsReader,
  ) {}

  account = (account: Account): View => ({
    __typename: account.type,
    id: account.nodeId,
    databaseId: account.id,
    login: account.login,
    name: account.name ?? null,
    email: account.email ?? '',
    createdAt: time(account.createdAt),
    url: `${this.urls.web}/${account.login}`,
    resourcePath: `/${account.login}`,
    avatarUrl: `${this.urls.web}/_avatars/${account.id}`,
    isViewer: (_: unknown, caller: GraphQLCaller) =>
      caller.account.id === account.id,
    teams: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
      connection(
        [...this.world.teams.values()].filter(
          ({ organizationId }) => organizationId === account.id,
        ),
        args,
        info,
        this.team,
      ),
    repositories: (
      args: ConnectionArgs,
      caller: GraphQLCaller,
      info: GraphQLResolveInfo,
    ) =>
      connection(
        [...this.world.repositories.values()].filter(
          one =>
            one.ownerId === account.id &&
            includesRole(tokenRole(this.world, caller.token, one), 'read'),
        ),
        args,
        info,
        this.repository,
      ),
  });

  team = (team: Team): View => ({
    __typename: 'Team',
    id: team.nodeId,
    databaseId: team.id,
    name: team.name,
    slug: team.slug,
    combinedSlug: `${this.world.account(team.organizationId).login}/${
      team.slug
    }`,
    description: team.description ?? null,
    url: `${this.urls.web}/orgs/${
      this.world.account(team.organizationId).login
    }/teams/${team.slug}`,
    organization: () => this.account(this.world.account(team.organizationId)),
  });

  repository = (repository: Repository): View => {
    const { world } = this;
    const fullName = world.fullName(repository);
    const ref = (name: string) => {
      const sha = repository.branches.get(name.replace(/^refs\/heads\//, ''));
      return sha ? this.ref(repository, name, sha) : null;
    };
    return {
      __typename: 'Repository',
      id: repository.nodeId,
      databaseId: repository.id,
      name: repository.name,
      nameWithOwner: fullName,
      owner: () => this.account(world.owner(repository)),
      url: `${this.urls.web}/${fullName}`,
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
          this.ref(repository, name, sha),
        ),
      object: async ({
        expression,
        oid,
      }: {
        expression?: string;
        oid?: string;
      }) => this.object(repository, oid ?? expression ?? ''),
      pullRequest: ({ number }: { number: number }) => {
        const pull = repository.pulls.get(number);
        return pull ? this.pull(pull) : null;
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
        return connection(found, args, info, this.pull);
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
          this.label(repository, label),
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
            ...this.account(world.copilot),
            login: 'copilot-swe-agent',
          });
        }
        for (const account of world.accounts.values()) {
          if (
            account.type === 'User' &&
            includesRole(roleOf(world, account, repository), 'triage')
          ) {
            actors.push(this.account(account));
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
  };

  pull = (pull: Pull): View => {
    const { world } = this;
    const repository = world.repository(pull.repositoryId);
    const fullName = world.fullName(repository);
    const url = `${this.urls.web}/${fullName}/pull/${pull.number}`;
    const fact = async () => this.facts.read(pull);
    const author = world.account(pull.authorId);
    const reviews = (
      items: Review[],
      args: ConnectionArgs,
      info: GraphQLResolveInfo,
    ) => connection(items, args, info, review => this.review(pull, review));
    return {
      __typename: 'PullRequest',
      id: pull.nodeId,
      databaseId: pull.id,
      fullDatabaseId: String(pull.id),
      number: pull.number,
      title: pull.title,
      body: pull.body ?? '',
      bodyText: pull.body ?? '',
      url,
      permalink: url,
      resourcePath: `/${fullName}/pull/${pull.number}`,
      state: pullState(pull),
      isDraft: pull.draft,
      closed: pull.state === 'closed',
      merged: pull.mergedAt !== undefined,
      locked: false,
      isCrossRepository: false,
      createdAt: time(pull.createdAt),
      updatedAt: time(pull.updatedAt),
      closedAt: time(pull.closedAt),
      mergedAt: time(pull.mergedAt),
      mergedBy: () =>
        pull.mergedById === undefined
          ? null
          : this.actor(world.account(pull.mergedById)),
      mergeCommit: () => this.commitOf(repository, pull.mergeCommitSha),
      mergeable: async () => {
        if (pull.state !== 'open') return 'UNKNOWN';
        return (await fact()).mergeable ? 'MERGEABLE' : 'CONFLICTING';
      },
      mergeStateStatus: async () => {
        if (pull.draft) return 'DRAFT';
        if (!(await fact()).mergeable) return 'DIRTY';
        return this.pulls.missingApprovals(pull) ? 'BLOCKED' : 'CLEAN';
      },
      reviewDecision: () => this.pulls.reviewDecision(pull) ?? null,
      author: () => this.actor(author),
      authorAssociation: association(world, author, repository),
      additions: async () => (await fact()).additions,
      deletions: async () => (await fact()).deletions,
      changedFiles: async () => (await fact()).changedFiles,
      headRefName: pull.headRef,
      headRefOid: pull.headSha,
      headRef: () =>
        repository.branches.has(pull.headRef)
          ? this.ref(repository, pull.headRef, pull.headSha)
          : null,
      headRepository: () => this.repository(repository),
      baseRefName: pull.baseRef,
      baseRefOid: pull.baseSha,
      baseRef: () => this.ref(repository, pull.baseRef, pull.baseSha),
      baseRepository: () => this.repository(repository),
      repository: () => this.repository(repository),
      statusCheckRollup: () => this.rollup(repository, pull.headSha),
      reviewRequests: (
        args: ConnectionArgs,
        _c: unknown,
        info: GraphQLResolveInfo,
      ) =>
        connection(
          [
            ...[...pull.requestedReviewerIds].map(
              id => () => this.account(world.account(id)),
            ),
            ...[...pull.requestedTeamIds].flatMap(id => {
              const team = world.teams.get(id);
              return team ? [() => this.team(team)] : [];
            }),
          ],
          args,
          info,
          reviewer => ({ asCodeOwner: false, requestedReviewer: reviewer() }),
        ),
      reviews: (
        args: ConnectionArgs & { states?: string[] },
        _c: unknown,
        info: GraphQLResolveInfo,
      ) =>
        reviews(
          pull.reviews.filter(
            ({ state }) => !args.states || args.states.includes(state),
          ),
          args,
          info,
        ),
      latestReviews: (
        args: ConnectionArgs,
        _c: unknown,
        info: GraphQLResolveInfo,
      ) => reviews(this.pulls.latestReviews(pull), args, info),
      latestOpinionatedReviews: (
        args: ConnectionArgs,
        _c: unknown,
        info: GraphQLResolveInfo,
      ) =>
        reviews(
          this.pulls
            .latestReviews(pull)
            .filter(({ state }) => state !== 'COMMENTED'),
          args,
          info,
        ),
      labels: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
        connection(
          pull.labels.flatMap(
            name => repository.labels.get(name.toLowerCase()) ?? [],
          ),
          args,
          info,
          label => this.label(repository, label),
        ),
      assignees: (
        args: ConnectionArgs,
        _c: unknown,
        info: GraphQLResolveInfo,
      ) =>
        connection([...pull.assigneeIds], args, info, id =>
          this.account(world.account(id)),
        ),
      comments: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
        connection(pull.comments, args, info, comment =>
          this.comment(pull, comment),
        ),
      files: async (
        args: ConnectionArgs,
        _c: unknown,
        info: GraphQLResolveInfo,
      ) =>
        connection(await this.facts.changes(pull), args, info, change => ({
          path: change.path,
          additions: change.additions,
          deletions: change.deletions,
          changeType: {
            added: 'ADDED',
            removed: 'DELETED',
            modified: 'MODIFIED',
          }[change.status],
        })),
      commits: async (
        args: ConnectionArgs,
        _c: unknown,
        info: GraphQLResolveInfo,
      ) => {
        const range = `${pull.baseSha}..${pull.headSha}`;
        const commits = await world.git.log(repository.id, range);
        return connection(commits.reverse(), args, info, commit => ({
          __typename: 'PullRequestCommit',
          id: Buffer.from(`PURC:${pull.id}:${commit.sha}`).toString(
            'base64url',
          ),
          commit: () => this.commit(repository, commit),
          url: `${url}/commits/${commit.sha}`,
        }));
      },
    };
  };

  issue = (issue: Issue): View => {
    const repository = this.world.repository(issue.repositoryId);
    const fullName = this.world.fullName(repository);
    return {
      __typename: 'Issue',
      id: issue.nodeId,
      databaseId: issue.id,
      number: issue.number,
      title: issue.title,
      body: issue.body ?? '',
      state: issue.state.toUpperCase(),
      closed: issue.state === 'closed',
      url: `${this.urls.web}/${fullName}/issues/${issue.number}`,
      createdAt: time(issue.createdAt),
      updatedAt: time(issue.updatedAt),
      author: () => this.actor(this.world.account(issue.authorId)),
      repository: () => this.repository(repository),
    };
  };

  review = (pull: Pull, review: Review): View => ({
    __typename: 'PullRequestReview',
    id: review.nodeId,
    databaseId: review.id,
    author: () => this.actor(this.world.account(review.authorId)),
    state: review.state,
    body: review.body,
    submittedAt: time(review.submittedAt),
    createdAt: time(review.submittedAt),
    updatedAt: time(review.submittedAt),
    authorAssociation: association(
      this.world,
      this.world.account(review.authorId),
      this.world.repository(pull.repositoryId),
    ),
    url: `${this.urls.web}/${this.world.fullName(
      this.world.repository(pull.repositoryId),
    )}/pull/${pull.number}#pullrequestreview-${review.id}`,
    commit: () =>
      this.commitOf(this.world.repository(pull.repositoryId), review.commitSha),
    pullRequest: () => this.pull(pull),
  });

  comment = (issue: Issue, comment: Comment): View => ({
    __typename: 'IssueComment',
    id: comment.nodeId,
    databaseId: comment.id,
    author: () => this.actor(this.world.account(comment.authorId)),
    body: comment.body,
    createdAt: time(comment.createdAt),
    updatedAt: time(comment.updatedAt),
    url: `${this.urls.web}/${this.world.fullName(
      this.world.repository(issue.repositoryId),
    )}/pull/${issue.number}#issuecomment-${comment.id}`,
  });

  label = (repository: Repository, label: Label): View => ({
    __typename: 'Label',
    id: label.nodeId,
    name: label.name,
    color: label.color,
    description: label.description ?? null,
    isDefault: label.isDefault,
    url: `${this.urls.web}/${this.world.fullName(
      repository,
    )}/labels/${encodeURIComponent(label.name)}`,
  });

  commit = (repository: Repository, commit: CommitInfo): View => {
    const url = `${this.urls.web}/${this.world.fullName(repository)}/commit/${
      commit.sha
    }`;
    const person = (who: CommitInfo['author']) => ({
      name: who.name,
      email: who.email,
      date: isoTime(who.at),
      user: () => {
        const found = accountOfEmail(this.world, who.email);
        return found?.type === 'User' ? this.account(found) : null;
      },
    });
    return {
      __typename: 'Commit',
      id: Buffer.from(`C:${commit.sha}`).toString('base64url'),
      oid: commit.sha,
      abbreviatedOid: commit.sha.slice(0, 7),
      message: commit.message,
      messageHeadline: commit.message.split('\n')[0],
      messageBody: commit.message.split('\n').slice(2).join('\n'),
      url,
      commitUrl: url,
      committedDate: isoTime(commit.committer.at),
      authoredDate: isoTime(commit.author.at),
      author: person(commit.author),
      committer: person(commit.committer),
      statusCheckRollup: () => this.rollup(repository, commit.sha),
      checkSuites: (
        args: ConnectionArgs,
        _c: unknown,
        info: GraphQLResolveInfo,
      ) =>
        connection(
          this.world.runsOf(repository.id, commit.sha),
          args,
          info,
          this.checkSuite,
        ),
    };
  };

  checkSuite = (run: WorkflowRun): View => ({
    __typename: 'CheckSuite',
    id: run.suiteNodeId,
    databaseId: run.suiteId,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    createdAt: time(run.createdAt),
    updatedAt: time(run.updatedAt),
    url: this.runUrl(run),
    checkRuns: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
      connection([run], args, info, this.checkRun),
  });

  checkRun = (run: WorkflowRun): View => ({
    __typename: 'CheckRun',
    id: run.checkNodeId,
    databaseId: run.checkId,
    name: run.name,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    startedAt: time(run.createdAt),
    completedAt: run.status === 'completed' ? time(run.updatedAt) : null,
    detailsUrl: this.runUrl(run),
    url: this.runUrl(run),
    permalink: this.runUrl(run),
    isRequired: false,
    title: null,
    summary: null,
    checkSuite: () => this.checkSuite(run),
  });

  actor(account: Account): View {
    // GraphQL writes a bot's login without its suffix.
    const login =
      account.id === this.world.copilot.id
        ? 'copilot-swe-agent'
        : account.login.replace(/\[bot\]$/, '');
    return { ...this.account(account), login };
  }

  ref(repository: Repository, name: string, sha: string): View {
    const short = name.replace(/^refs\/heads\//, '');
    return {
      __typename: 'Ref',
      id: Buffer.from(`REF:${repository.id}:${short}`).toString('base64url'),
      name: short,
      prefix: 'refs/heads/',
      target: () => this.commitOf(repository, sha),
      repository: () => this.repository(repository),
    };
  }

  async commitOf(
    repository: Repository,
    sha: string | undefined,
  ): Promise<View | null> {
    if (!sha) return null;
    const [commit] = await this.world.git.log(repository.id, sha, { limit: 1 });
    return this.commit(repository, commit);
  }

  private runUrl(run: WorkflowRun): string {
    const fullName = this.world.fullName(
      this.world.repository(run.repositoryId),
    );
    return `${this.urls.web}/${fullName}/actions/runs/${run.id}`;
  }

  private async object(
    repository: Repository,
    expression: string,
  ): Promise<View | null> {
    const { git } = this.world;
    const sha = await git.resolve(repository.id, expression);
    if (!sha) return null;
    const type = (await git.run(repository.id, ['cat-file', '-t', sha]))
      .toString()
      .trim();
    if (type === 'commit') return this.commitOf(repository, sha);
    if (type === 'blob') {
      const bytes = await git.blob(repository.id, sha);
      return {
        __typename: 'Blob',
        id: Buffer.from(`B:${sha}`).toString('base64url'),
        oid: sha,
        byteSize: bytes.length,
        isBinary: bytes.includes(0),
        isTruncated: false,
        text: bytes.includes(0) ? null : bytes.toString(),
      };
    }
    const entries = await git.tree(repository.id, sha);
    return {
      __typename: 'Tree',
      id: Buffer.from(`T:${sha}`).toString('base64url'),
      oid: sha,
      entries: entries.map(entry => ({
        name: entry.path,
        path: entry.path,
        type: entry.type,
        oid: entry.sha,
        size: entry.size ?? 0,
        object: () => this.object(repository, entry.sha),
      })),
    };
  }

  private rollup(repository: Repository, sha: string): View | null {
    const runs = this.world.runsOf(repository.id, sha);
    const statuses = this.world.statusesOf(repository.id, sha);
    const state = rollup(runs, statuses);
    if (!state) return null;
    return {
      __typename: 'StatusCheckRollup',
      id: Buffer.from(`SCR:${repository.id}:${sha}`).toString('base64url'),
      state,
      contexts: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
        connection(
          [
            ...runs.map(run => this.checkRun(run)),
            ...statuses.map(status => ({
              __typename: 'StatusContext',
              id: status.nodeId,
              context: status.context,
              state: status.state.toUpperCase(),
              description: status.description ?? null,
              targetUrl: status.targetUrl ?? null,
              createdAt: time(status.createdAt),
              isRequired: false,
            })),
          ],
          args,
          info,
          view => view,
          { checkRunCount: runs.length, statusContextCount: statuses.length },
        ),
    };
  }
}

/** GitHub's word for a pull request's state. */
function pullState(pull: Pull): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (pull.mergedAt !== undefined) return 'MERGED';
  return pull.state === 'open' ? 'OPEN' : 'CLOSED';
}
