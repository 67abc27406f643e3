import { signatureOf } from './createRepository';
import { GitHubError } from './GitHubError';
import { PullService } from './PullService';
import { refreshBranches } from './refreshBranches';
import { Account, Pull } from './types';
import { World } from './World';

/**
 * Opens a pull request that takes a merged one back, on a branch that GitHub
 * names after it.
 *
 * @throws GitHubError where it was not merged, was reverted before, or what it
 *   has changed was changed since
 */
export async function revertPull(
  world: World,
  pulls: PullService,
  pull: Pull,
  sender: Account,
  input: { title?: string; body?: string; draft?: boolean },
): Promise<Pull> {
  const { git, clock } = world;
  const repository = world.repository(pull.repositoryId);
  const merge = pull.mergeCommitSha;
  if (pull.mergedAt === undefined || !merge) {
    throw new GitHubError(422, 'Pull request is not merged');
  }
  const branch = `revert-${pull.number}-${pull.headRef}`;
  if (repository.branches.has(branch)) {
    throw new GitHubError(422, 'Pull request has already been reverted');
  }
  const title = input.title ?? `Revert "${pull.title}"`;
  const written = {
    message: `${title}\n\nThis reverts commit ${merge}.\n`,
    author: signatureOf(sender),
    at: clock.now(),
  };
  const tip = repository.branches.get(pull.baseRef) ?? merge;
  const before = await git.resolve(repository.id, `${merge}^1^{tree}`);
  // taken back right after the merge, and then merged with what came since
  const undone = await git.commitTree(repository.id, {
    ...written,
    tree: before ?? '',
    parents: [merge],
  });
  const tree = await git.mergeTree(repository.id, tip, undone);
  if (!tree) {
    throw new GitHubError(422, 'Pull request cannot be reverted automatically');
  }
  const sha = await git.commitTree(repository.id, {
    ...written,
    tree,
    parents: [tip],
  });
  await git.updateRef(repository.id, `refs/heads/${branch}`, sha);
  await refreshBranches(world, repository, sender);
  return await pulls.open(repository, sender, {
    title,
    head: branch,
    base: pull.baseRef,
    body: input.body ?? `Reverts #${pull.number}`,
    draft: input.draft,
  });
}
