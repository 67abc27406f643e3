import type { components } from '@octokit/openapi-types';
import { isoTime } from '../../clock';
import { includesRole, roleOf } from '../../state/access';
import { Account, Issue, Label, Pull, Repository } from '../../state/types';
import { World } from '../../state/World';
import { presentAccount, presentTeam } from './presentAccount';
import { presentRepository } from './presentRepository';
import { Urls } from './Urls';

type Schemas = components['schemas'];

/** What of a pull request costs git work to know. */
export interface PullFacts {
  commits: number;
  additions: number;
  deletions: number;
  changedFiles: number;
  mergeable: boolean;
}

export function presentLabel(
  urls: Urls,
  fullName: string,
  label: Label,
): Schemas['label'] {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${urls.api}/repos/${fullName}/labels/${encodeURIComponent(
      label.name,
    )}`,
    name: label.name,
    description: label.description ?? null,
    color: label.color,
    default: label.isDefault,
  };
}

/** How an author stands to a repository. */
export function association(
  world: World,
  account: Account,
  repository: Repository,
): Schemas['author-association'] {
  if (account.id === world.copilot.id) return 'CONTRIBUTOR';
  if (account.id === repository.ownerId) return 'OWNER';
  const organization = world.organizations.get(repository.ownerId);
  if (organization?.members.has(account.id)) return 'MEMBER';
  const role = roleOf(world, account, repository);
  return includesRole(role, 'triage') ? 'COLLABORATOR' : 'NONE';
}

/** A pull request in a list. */
export function presentPull(
  world: World,
  urls: Urls,
  pull: Pull,
): Schemas['pull-request-simple'] {
  const repository = world.repository(pull.repositoryId);
  const fullName = world.fullName(repository);
  const owner = presentAccount(urls, world.owner(repository));
  const api = `${urls.api}/repos/${fullName}`;
  const url = `${api}/pulls/${pull.number}`;
  const issue = `${api}/issues/${pull.number}`;
  const html = `${urls.web}/${fullName}/pull/${pull.number}`;
  const side = (ref: string, sha: string) => ({
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: owner,
    repo: presentRepository(world, urls, repository),
  });
  const assignees = [...pull.assigneeIds].map(id =>
    presentAccount(urls, world.account(id)),
  );
  const links = {
    comments_url: `${issue}/comments`,
    commits_url: `${url}/commits`,
    statuses_url: `${api}/statuses/${pull.headSha}`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
  };
  return {
    id: pull.id,
    node_id: pull.nodeId,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    body: pull.body ?? null,
    draft: pull.draft,
    user: presentAccount(urls, world.account(pull.authorId)),
    labels: presentLabels(urls, fullName, repository, pull),
    milestone: null,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: [...pull.requestedReviewerIds].map(id =>
      presentAccount(urls, world.account(id)),
    ),
    requested_teams: [...pull.requestedTeamIds].flatMap(id => {
      const team = world.teams.get(id);
      return team ? [presentTeam(world, urls, team)] : [];
    }),
    created_at: isoTime(pull.createdAt),
    updated_at: isoTime(pull.updatedAt),
    closed_at: pull.closedAt === undefined ? null : isoTime(pull.closedAt),
    merged_at: pull.mergedAt === undefined ? null : isoTime(pull.mergedAt),
    merge_commit_sha: pull.mergeCommitSha ?? null,
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    ...links,
    head: side(pull.headRef, pull.headSha),
    base: side(pull.baseRef, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issue },
      comments: { href: links.comments_url },
      commits: { href: links.commits_url },
      statuses: { href: links.statuses_url },
      review_comments: { href: links.review_comments_url },
      review_comment: { href: links.review_comment_url },
    },
    author_association: association(
      world,
      world.account(pull.authorId),
      repository,
    ),
    auto_merge: null,
  };
}

/** `GET /repos/{owner}/{repo}/pulls/{pull_number}`. */
export function presentFullPull(
  world: World,
  urls: Urls,
  pull: Pull,
  facts: PullFacts,
  missingApprovals: number,
): Schemas['pull-request'] {
  const repository = world.repository(pull.repositoryId);
  const owner = presentAccount(urls, world.owner(repository));
  const simple = presentPull(world, urls, pull);
  let mergeableState = 'clean';
  if (missingApprovals > 0) mergeableState = 'blocked';
  if (!facts.mergeable) mergeableState = 'dirty';
  if (pull.draft) mergeableState = 'draft';
  const open = pull.state === 'open';
  return {
    ...simple,
    state: pull.state,
    user: presentAccount(urls, world.account(pull.authorId)),
    labels: presentLabels(urls, world.fullName(repository), repository, pull),
    head: { ...simple.head, user: owner },
    base: { ...simple.base, user: owner },
    merged: pull.mergedAt !== undefined,
    mergeable: open ? facts.mergeable : null,
    rebaseable: open ? facts.mergeable : null,
    mergeable_state: open ? mergeableState : 'unknown',
    merged_by:
      pull.mergedById === undefined
        ? null
        : presentAccount(urls, world.account(pull.mergedById)),
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: facts.commits,
    additions: facts.additions,
    deletions: facts.deletions,
    changed_files: facts.changedFiles,
  };
}

function presentLabels(
  urls: Urls,
  fullName: string,
  repository: Repository,
  issue: Issue,
) {
  return issue.labels.flatMap(name => {
    const label = repository.labels.get(name.toLowerCase());
    if (!label) return [];
    const presented = presentLabel(urls, fullName, label);
    return [{ ...presented, description: presented.description ?? '' }];
  });
}

/** An issue, or a pull request as the issues API shows it. */
export function presentIssue(
  world: World,
  urls: Urls,
  issue: Issue,
): Schemas['issue'] {
  const repository = world.repository(issue.repositoryId);
  const fullName = world.fullName(repository);
  const api = `${urls.api}/repos/${fullName}`;
  const url = `${api}/issues/${issue.number}`;
  const pull = repository.pulls.get(issue.number);
  const html = `${urls.web}/${fullName}/${pull ? 'pull' : 'issues'}/${
    issue.number
  }`;
  const assignees = [...issue.assigneeIds].map(id =>
    presentAccount(urls, world.account(id)),
  );
  return {
    id: issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    state: issue.state,
    title: issue.title,
    body: issue.body ?? null,
    user: presentAccount(urls, world.account(issue.authorId)),
    labels: presentLabels(urls, fullName, repository, issue),
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    locked: false,
    comments: issue.comments.length,
    created_at: isoTime(issue.createdAt),
    updated_at: isoTime(issue.updatedAt),
    closed_at: issue.closedAt === undefined ? null : isoTime(issue.closedAt),
    author_association: association(
      world,
      world.account(issue.authorId),
      repository,
    ),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    ...(pull && {
      draft: pull.draft,
      pull_request: {
        url: `${api}/pulls/${issue.number}`,
        html_url: html,
        diff_url: `${html}.diff`,
        patch_url: `${html}.patch`,
        merged_at: pull.mergedAt === undefined ? null : isoTime(pull.mergedAt),
      },
    }),
  };
}
