import type { GraphQLResolveInfo } from 'graphql';
import { association } from '../../rest/present/presentPull';
import { latestReviews } from '../../state/reviewDecision';
import { Pull, Review } from '../../state/types';
import { connection, ConnectionArgs } from '../connection';
import { time, View } from './View';
import type { Views } from './Views';

/** A pull request. */
export function pullView(views: Views, pull: Pull): View {
  const { world } = views;
  const repository = world.repository(pull.repositoryId);
  const fullName = world.fullName(repository);
  const url = `${views.urls.web}/${fullName}/pull/${pull.number}`;
  const fact = async () => views.facts.read(pull);
  const author = world.account(pull.authorId);
  const reviews = (
    items: Review[],
    args: ConnectionArgs,
    info: GraphQLResolveInfo,
  ) => connection(items, args, info, review => views.review(pull, review));
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
        : views.actor(world.account(pull.mergedById)),
    mergeCommit: () => views.commitOf(repository, pull.mergeCommitSha),
    mergeable: async () => {
      if (pull.state !== 'open') return 'UNKNOWN';
      return (await fact()).mergeable ? 'MERGEABLE' : 'CONFLICTING';
    },
    mergeStateStatus: async () => {
      if (pull.draft) return 'DRAFT';
      if (!(await fact()).mergeable) return 'DIRTY';
      return views.pulls.missingApprovals(pull) ? 'BLOCKED' : 'CLEAN';
    },
    reviewDecision: () => views.pulls.reviewDecision(pull) ?? null,
    author: () => views.actor(author),
    authorAssociation: association(world, author, repository),
    additions: async () => (await fact()).additions,
    deletions: async () => (await fact()).deletions,
    changedFiles: async () => (await fact()).changedFiles,
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    headRef: () =>
      repository.branches.has(pull.headRef)
        ? views.ref(repository, pull.headRef, pull.headSha)
        : null,
    headRepository: () => views.repository(repository),
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    baseRef: () => views.ref(repository, pull.baseRef, pull.baseSha),
    baseRepository: () => views.repository(repository),
    repository: () => views.repository(repository),
    statusCheckRollup: () => views.rollup(repository, pull.headSha),
    reviewRequests: (
      args: ConnectionArgs,
      _c: unknown,
      info: GraphQLResolveInfo,
    ) =>
      connection(
        [
          ...[...pull.requestedReviewerIds].map(
            id => () => views.account(world.account(id)),
          ),
          ...[...pull.requestedTeamIds].flatMap(id => {
            const team = world.teams.get(id);
            return team ? [() => views.team(team)] : [];
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
    ) => reviews(latestReviews(pull), args, info),
    latestOpinionatedReviews: (
      args: ConnectionArgs,
      _c: unknown,
      info: GraphQLResolveInfo,
    ) =>
      reviews(
        latestReviews(pull).filter(({ state }) => state !== 'COMMENTED'),
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
        label => views.label(repository, label),
      ),
    assignees: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
      connection([...pull.assigneeIds], args, info, id =>
        views.account(world.account(id)),
      ),
    comments: (args: ConnectionArgs, _c: unknown, info: GraphQLResolveInfo) =>
      connection(pull.comments, args, info, comment =>
        views.comment(pull, comment),
      ),
    files: async (
      args: ConnectionArgs,
      _c: unknown,
      info: GraphQLResolveInfo,
    ) =>
      connection(await views.facts.changes(pull), args, info, change => ({
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
        id: Buffer.from(`PURC:${pull.id}:${commit.sha}`).toString('base64url'),
        commit: () => views.commit(repository, commit),
        url: `${url}/commits/${commit.sha}`,
      }));
    },
  };
}

/** GitHub's word for a pull request's state. */
export function pullState(pull: Pull): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (pull.mergedAt !== undefined) return 'MERGED';
  return pull.state === 'open' ? 'OPEN' : 'CLOSED';
}
