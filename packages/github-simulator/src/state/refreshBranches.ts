import { Account, Repository } from './types';
import { World } from './World';

const NO_COMMIT = '0'.repeat(40);

/**
 * Reads the branches from disk after git moved them, and tells what changed:
 * pushes, and new commits on open pull requests.
 */
export async function refreshBranches(
  world: World,
  repository: Repository,
  sender: Account,
  /** What moved, where the caller knows it: spares asking git. */
  known?: { branch: string; sha: string },
): Promise<void> {
  const before = repository.branches;
  const after = known
    ? new Map(before).set(known.branch, known.sha)
    : await world.git.branches(repository.id);
  repository.branches = after;
  const now = world.clock.now();
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const from = before.get(name) ?? NO_COMMIT;
    const to = after.get(name) ?? NO_COMMIT;
    if (from === to) continue;
    repository.pushedAt = now;
    repository.updatedAt = now;
    if (repository.sizeKb === 0) repository.sizeKb = 1;
    for (const pull of repository.pulls.values()) {
      if (pull.state !== 'open' || to === NO_COMMIT) continue;
      if (pull.headRef === name) {
        pull.headSha = to;
        pull.updatedAt = now;
        world.events.emit('pull_request', {
          action: 'synchronize',
          repository,
          pull,
          sender,
          before: from,
        });
      } else if (pull.baseRef === name) {
        pull.baseSha = to;
      }
    }
    world.events.emit('push', {
      repository,
      ref: `refs/heads/${name}`,
      before: from,
      after: to,
      sender,
    });
  }
  // A first push to an empty repository decides its default branch.
  if (!before.size && after.size && !after.has(repository.defaultBranch)) {
    repository.defaultBranch = [...after.keys()][0];
    await world.git.setDefaultBranch(repository.id, repository.defaultBranch);
  }
}
