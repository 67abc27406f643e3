import { PullFacts } from '../rest/present/presentPull';
import { FileChange } from '../git/parseGit';
import { Pull } from './types';
import { World } from './World';

/** Facts that git tells about pull requests, kept per pair of commits. */
export class PullFactsReader {
  private readonly facts = new Map<string, Promise<PullFacts>>();
  private readonly changesByRange = new Map<string, Promise<FileChange[]>>();

  constructor(private readonly world: World) {}

  changes(pull: Pull): Promise<FileChange[]> {
    return remember(this.changesByRange, key(pull), () =>
      this.world.git.changes(pull.repositoryId, pull.baseSha, pull.headSha),
    );
  }

  read(pull: Pull): Promise<PullFacts> {
    return remember(this.facts, `${key(pull)}:${pull.state}`, async () => {
      const { git } = this.world;
      const id = pull.repositoryId;
      const [changes, { behind, ahead }] = await Promise.all([
        this.changes(pull),
        git.divergence(id, pull.baseSha, pull.headSha),
      ]);
      // A branch that holds all of its base can't conflict with it.
      const mergeable =
        behind === 0 ||
        pull.state !== 'open' ||
        (await git.mergeTree(id, pull.baseSha, pull.headSha)) !== undefined;
      const sum = (of: 'additions' | 'deletions') =>
        changes.reduce((total, change) => total + change[of], 0);
      return {
        commits: ahead,
        additions: sum('additions'),
        deletions: sum('deletions'),
        changedFiles: changes.length,
        mergeable,
      };
    });
  }
}

function key(pull: Pull): string {
  return `${pull.repositoryId}:${pull.baseSha}:${pull.headSha}`;
}

function remember<T>(
  cache: Map<string, Promise<T>>,
  id: string,
  read: () => Promise<T>,
): Promise<T> {
  let found = cache.get(id);
  if (!found) {
    found = read();
    found.catch(() => cache.delete(id));
    cache.set(id, found);
  }
  return found;
}
