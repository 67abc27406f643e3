import { association } from '../../rest/present/presentPull';
import {
  Comment,
  Issue,
  Label,
  Pull,
  Repository,
  Review,
} from '../../state/types';
import { time, View } from './View';
import type { Views } from './Views';

/** An issue. */
export function issueView(views: Views, issue: Issue): View {
  const repository = views.world.repository(issue.repositoryId);
  const fullName = views.world.fullName(repository);
  return {
    __typename: 'Issue',
    id: issue.nodeId,
    databaseId: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    state: issue.state.toUpperCase(),
    closed: issue.state === 'closed',
    url: `${views.urls.web}/${fullName}/issues/${issue.number}`,
    createdAt: time(issue.createdAt),
    updatedAt: time(issue.updatedAt),
    author: () => views.actor(views.world.account(issue.authorId)),
    repository: () => views.repository(repository),
  };
}

/** A review of a pull request. */
export function reviewView(views: Views, pull: Pull, review: Review): View {
  return {
    __typename: 'PullRequestReview',
    id: review.nodeId,
    databaseId: review.id,
    author: () => views.actor(views.world.account(review.authorId)),
    state: review.state,
    body: review.body,
    submittedAt: time(review.submittedAt),
    createdAt: time(review.submittedAt),
    updatedAt: time(review.submittedAt),
    authorAssociation: association(
      views.world,
      views.world.account(review.authorId),
      views.world.repository(pull.repositoryId),
    ),
    url: `${views.urls.web}/${views.world.fullName(
      views.world.repository(pull.repositoryId),
    )}/pull/${pull.number}#pullrequestreview-${review.id}`,
    commit: () =>
      views.commitOf(
        views.world.repository(pull.repositoryId),
        review.commitSha,
      ),
    pullRequest: () => views.pull(pull),
  };
}

/** A comment on an issue or a pull request. */
export function commentView(
  views: Views,
  issue: Issue,
  comment: Comment,
): View {
  return {
    __typename: 'IssueComment',
    id: comment.nodeId,
    databaseId: comment.id,
    author: () => views.actor(views.world.account(comment.authorId)),
    body: comment.body,
    createdAt: time(comment.createdAt),
    updatedAt: time(comment.updatedAt),
    url: `${views.urls.web}/${views.world.fullName(
      views.world.repository(issue.repositoryId),
    )}/pull/${issue.number}#issuecomment-${comment.id}`,
  };
}

/** A label of a repository. */
export function labelView(
  views: Views,
  repository: Repository,
  label: Label,
): View {
  return {
    __typename: 'Label',
    id: label.nodeId,
    name: label.name,
    color: label.color,
    description: label.description ?? null,
    isDefault: label.isDefault,
    url: `${views.urls.web}/${views.world.fullName(
      repository,
    )}/labels/${encodeURIComponent(label.name)}`,
  };
}
