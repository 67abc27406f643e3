import type { components } from '@octokit/openapi-types';
import { isoTime } from '../../clock';
import { CommitInfo, FileChange } from '../../git/parseGit';
import { Account, Repository } from '../../state/types';
import { COPILOT, World } from '../../state/World';
import { presentAccount } from './presentAccount';
import { Urls } from './Urls';

type Schemas = components['schemas'];

/** GitHub says this of a commit without a signature. */
export const UNSIGNED = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
};

/** The account a commit's address belongs to, as GitHub links them. */
export function accountOfEmail(
  world: World,
  email: string,
): Account | undefined {
  const id = /^(\d+)\+[^@]+@users\.noreply\.github\.com$/.exec(email)?.[1];
  if (id) return world.accounts.get(Number(id));
  if (email === COPILOT.gitEmail) return world.copilot;
  for (const account of world.accounts.values()) {
    if (account.email === email) return account;
  }
  return undefined;
}

/** A commit as the commits API shows it. */
export function presentCommit(
  world: World,
  urls: Urls,
  repository: Repository,
  commit: CommitInfo,
): Schemas['commit'] {
  const fullName = world.fullName(repository);
  const api = `${urls.api}/repos/${fullName}`;
  const web = `${urls.web}/${fullName}`;
  const account = (email: string) => {
    const found = accountOfEmail(world, email);
    return found ? presentAccount(urls, found) : null;
  };
  const person = (who: CommitInfo['author']) => ({
    name: who.name,
    email: who.email,
    date: isoTime(who.at),
  });
  return {
    sha: commit.sha,
    node_id: Buffer.from(`C:${commit.sha}`).toString('base64'),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${web}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      message: commit.message,
      author: person(commit.author),
      committer: person(commit.committer),
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      comment_count: 0,
      verification: UNSIGNED,
    },
    author: account(commit.author.email),
    committer: account(commit.committer.email),
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${web}/commit/${sha}`,
    })),
  };
}

/** A file of a diff; `patch` is left out for files that git calls binary. */
export function presentFileChange(
  world: World,
  urls: Urls,
  repository: Repository,
  sha: string,
  change: FileChange,
  patch?: string,
): Schemas['diff-entry'] {
  const fullName = world.fullName(repository);
  const path = change.path.split('/').map(encodeURIComponent).join('/');
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${urls.web}/${fullName}/blob/${sha}/${path}`,
    raw_url: `${urls.web}/${fullName}/raw/${sha}/${path}`,
    contents_url: `${urls.api}/repos/${fullName}/contents/${path}?ref=${sha}`,
    ...(patch !== undefined && { patch }),
  };
}
