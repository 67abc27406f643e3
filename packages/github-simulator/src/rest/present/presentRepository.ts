import type { components } from '@octokit/openapi-types';
import { isoTime } from '../../clock';
import { includesRole } from '../../state/access';
import { Repository, RepositoryRole } from '../../state/types';
import { World } from '../../state/World';
import { presentAccount } from './presentAccount';
import { Urls } from './Urls';

type Schemas = components['schemas'];

/** The role names of the REST API, as flags. */
export function presentPermissions(role: RepositoryRole | 'none') {
  return {
    admin: includesRole(role, 'admin'),
    maintain: includesRole(role, 'maintain'),
    push: includesRole(role, 'write'),
    triage: includesRole(role, 'triage'),
    pull: includesRole(role, 'read'),
  };
}

function presentUrls(urls: Urls, fullName: string) {
  const api = `${urls.api}/repos/${fullName}`;
  const web = `${urls.web}/${fullName}`;
  return {
    html_url: web,
    url: api,
    archive_url: `${api}/{archive_format}{/ref}`,
    assignees_url: `${api}/assignees{/user}`,
    blobs_url: `${api}/git/blobs{/sha}`,
    branches_url: `${api}/branches{/branch}`,
    collaborators_url: `${api}/collaborators{/collaborator}`,
    comments_url: `${api}/comments{/number}`,
    commits_url: `${api}/commits{/sha}`,
    compare_url: `${api}/compare/{base}...{head}`,
    contents_url: `${api}/contents/{+path}`,
    contributors_url: `${api}/contributors`,
    deployments_url: `${api}/deployments`,
    downloads_url: `${api}/downloads`,
    events_url: `${api}/events`,
    forks_url: `${api}/forks`,
    git_commits_url: `${api}/git/commits{/sha}`,
    git_refs_url: `${api}/git/refs{/sha}`,
    git_tags_url: `${api}/git/tags{/sha}`,
    git_url: `${web.replace(/^https?/, 'git')}.git`,
    issue_comment_url: `${api}/issues/comments{/number}`,
    issue_events_url: `${api}/issues/events{/number}`,
    issues_url: `${api}/issues{/number}`,
    keys_url: `${api}/keys{/key_id}`,
    labels_url: `${api}/labels{/name}`,
    languages_url: `${api}/languages`,
    merges_url: `${api}/merges`,
    milestones_url: `${api}/milestones{/number}`,
    notifications_url: `${api}/notifications{?since,all,participating}`,
    pulls_url: `${api}/pulls{/number}`,
    releases_url: `${api}/releases{/id}`,
    ssh_url: `git@${urls.host}:${fullName}.git`,
    stargazers_url: `${api}/stargazers`,
    statuses_url: `${api}/statuses/{sha}`,
    subscribers_url: `${api}/subscribers`,
    subscription_url: `${api}/subscription`,
    tags_url: `${api}/tags`,
    teams_url: `${api}/teams`,
    trees_url: `${api}/git/trees{/sha}`,
    clone_url: `${web}.git`,
    hooks_url: `${api}/hooks`,
    svn_url: web,
  };
}

/** A repository inside other answers. */
export function presentRepository(
  world: World,
  urls: Urls,
  repository: Repository,
  role: RepositoryRole | 'none' = 'read',
): Schemas['repository'] {
  const fullName = world.fullName(repository);
  const { settings } = repository;
  const openIssues = [
    ...repository.issues.values(),
    ...repository.pulls.values(),
  ].filter(({ state }) => state === 'open').length;
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName,
    owner: presentAccount(urls, world.owner(repository)),
    private: repository.visibility !== 'public',
    visibility: repository.visibility,
    description: repository.description ?? null,
    fork: false,
    ...presentUrls(urls, fullName),
    mirror_url: null,
    homepage: repository.homepage ?? null,
    language: null,
    license: null,
    topics: repository.topics,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: repository.sizeKb,
    default_branch: repository.defaultBranch,
    open_issues: openIssues,
    open_issues_count: openIssues,
    is_template: false,
    has_issues: settings.hasIssues,
    has_projects: settings.hasProjects,
    has_wiki: settings.hasWiki,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: repository.archived,
    disabled: false,
    pushed_at: isoTime(repository.pushedAt),
    created_at: isoTime(repository.createdAt),
    updated_at: isoTime(repository.updatedAt),
    permissions: presentPermissions(role),
    allow_rebase_merge: settings.allowRebaseMerge,
    allow_squash_merge: settings.allowSquashMerge,
    allow_merge_commit: settings.allowMergeCommit,
    allow_auto_merge: settings.allowAutoMerge,
    allow_update_branch: settings.allowUpdateBranch,
    delete_branch_on_merge: settings.deleteBranchOnMerge,
    squash_merge_commit_title:
      settings.squashMergeCommitTitle === 'PR_TITLE'
        ? 'PR_TITLE'
        : 'COMMIT_OR_PR_TITLE',
    squash_merge_commit_message: settings.squashMergeCommitMessage,
    allow_forking: true,
    web_commit_signoff_required: false,
  };
}

/** `GET /repos/{owner}/{repo}`. */
export function presentFullRepository(
  world: World,
  urls: Urls,
  repository: Repository,
  role: RepositoryRole | 'none',
): Schemas['full-repository'] {
  const owner = world.owner(repository);
  const { temp_clone_token: _, ...simple } = presentRepository(
    world,
    urls,
    repository,
    role,
  );
  return {
    ...simple,
    has_discussions: false,
    pushed_at: isoTime(repository.pushedAt),
    created_at: isoTime(repository.createdAt),
    updated_at: isoTime(repository.updatedAt),
    subscribers_count: repository.subscriptions.size,
    network_count: 0,
    ...(owner.type === 'Organization' && {
      organization: presentAccount(urls, owner),
    }),
  };
}

/** A repository in lists. */
export function presentMinimalRepository(
  world: World,
  urls: Urls,
  repository: Repository,
  role: RepositoryRole | 'none' = 'read',
): Schemas['minimal-repository'] {
  const { license: _, ...simple } = presentRepository(
    world,
    urls,
    repository,
    role,
  );
  return simple;
}
