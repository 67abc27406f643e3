import { Signature } from '../git/commitStream';
import { signatureOf } from './createRepository';
import { GitHubError } from './GitHubError';
import { Account, Pull } from './types';
import { World } from './World';

/** How a merge is written. */
export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** What a person may say about a merge. */
export interface MergeOptions {
  method?: MergeMethod;
  /** The merge is refused where the head is another. */
  sha?: string;
  title?: string;
  message?: string;
  /** A site administrator's merge, past the required reviews. */
  force?: boolean;
}

/**
 * Moves the base branch to a merge of the pull request, and returns the
 * commit.
 *
 * @throws GitHubError with GitHub's words where it may not or cannot be merged
 */
export async function mergeBranch(
  world: World,
  pull: Pull,
  sender: Account,
  options: MergeOptions & { missingApprovals: number },
): Promise<string> {
  const repository = world.repository(pull.repositoryId);
  if (pull.state !== 'open') {
    throw new GitHubError(405, 'Pull Request is not mergeable');
  }
  if (pull.draft) {
    throw new GitHubError(405, 'Pull Request is still a draft');
  }
  if (options.sha && options.sha !== pull.headSha) {
    throw new GitHubError(
      409,
      'Head branch was modified. Review and try the merge again.',
    );
  }
  const { missingApprovals: missing } = options;
  if (missing > 0 && !options.force) {
    throw new GitHubError(
      405,
      `At least ${missing} approving review is required by reviewers with write access.`,
    );
  }
  const { git, clock } = world;
  const method = options.method ?? 'merge';
  const base = repository.branches.get(pull.baseRef) ?? pull.baseSha;
  const tree = await git.mergeTree(repository.id, base, pull.headSha);
  if (!tree) throw new GitHubError(405, 'Pull Request is not mergeable');
  const owner = world.owner(repository).login;
  const title =
    options.title ??
    (method === 'merge'
      ? `Merge pull request #${pull.number} from ${owner}/${pull.headRef}`
      : `${pull.title} (#${pull.number})`);
  const text = options.message ?? (method === 'merge' ? pull.title : '');
  const committer = { name: 'GitHub', email: 'noreply@github.com' };
  const sha =
    method === 'rebase'
      ? await replay(world, pull, base, committer)
      : await git.commitTree(repository.id, {
          tree,
          parents: method === 'merge' ? [base, pull.headSha] : [base],
          message: text ? `${title}\n\n${text}\n` : `${title}\n`,
          author: signatureOf(sender),
          committer,
          at: clock.now(),
        });
  await git.updateRef(repository.id, `refs/heads/${pull.baseRef}`, sha, base);
  return sha;
}

/** Writes the commits again on top of the base, as GitHub's rebase does. */
async function replay(
  world: World,
  pull: Pull,
  base: string,
  committer: Signature,
): Promise<string> {
  const { git, clock } = world;
  const id = pull.repositoryId;
  // Behind its base it would need a working tree, which there is none of.
  if (!(await git.isAncestor(id, base, pull.headSha))) {
    throw new GitHubError(405, "This branch can't be rebased");
  }
  let tip = base;
  const commits = await git.log(id, `${base}..${pull.headSha}`);
  for (const commit of commits.reverse()) {
    tip = await git.commitTree(id, {
      tree: commit.tree,
      parents: [tip],
      message: commit.message,
      author: commit.author,
      committer,
      at: clock.now(),
    });
  }
  return tip;
}
