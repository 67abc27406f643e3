/** A commit as `git log` tells it. Times in milliseconds since 1970. */
export interface CommitInfo {
  sha: string;
  tree: string;
  parents: string[];
  author: { name: string; email: string; at: number };
  committer: { name: string; email: string; at: number };
  message: string;
}

/** An entry of a tree; `size` only for blobs, in bytes. */
export interface TreeEntry {
  path: string;
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  size?: number;
}

/** One file of a diff. */
export interface FileChange {
  path: string;
  sha: string;
  status: 'added' | 'removed' | 'modified';
  additions: number;
  deletions: number;
}

export const LOG_FORMAT =
  '%H%x00%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B%x01';

/** Reads the output of `git log` in {@link LOG_FORMAT}. */
export function parseLog(output: string): CommitInfo[] {
  return output
    .split('\x01')
    .map(record => record.replace(/^\n/, ''))
    .filter(Boolean)
    .map(record => {
      const [sha, tree, parents, an, ae, at, cn, ce, ct, body] =
        record.split('\0');
      return {
        sha,
        tree,
        parents: parents.split(' ').filter(Boolean),
        author: { name: an, email: ae, at: Number(at) * 1000 },
        committer: { name: cn, email: ce, at: Number(ct) * 1000 },
        message: body.replace(/\n$/, ''),
      };
    });
}

/** Reads `git ls-tree -z --long`. */
export function parseTree(output: string): TreeEntry[] {
  return output
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const tab = line.indexOf('\t');
      const [mode, type, sha, size] = line.slice(0, tab).split(/ +/);
      return {
        path: line.slice(tab + 1),
        mode,
        type: type as TreeEntry['type'],
        sha,
        size: size === '-' ? undefined : Number(size),
      };
    });
}

/** Reads `git diff --raw --numstat -z`: first all states, then all numbers. */
export function parseChanges(output: string): FileChange[] {
  const fields = output.split('\0').filter(Boolean);
  const states = new Map<string, { sha: string; letter: string }>();
  const changes: FileChange[] = [];
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index];
    if (field.startsWith(':')) {
      const [, , oldSha, newSha, letter] = field.split(' ');
      index += 1;
      states.set(fields[index], {
        sha: letter === 'D' ? oldSha : newSha,
        letter,
      });
      continue;
    }
    const [additions, deletions, path] = field.split('\t');
    const state = states.get(path);
    let status: FileChange['status'] = 'modified';
    if (state?.letter === 'A') status = 'added';
    if (state?.letter === 'D') status = 'removed';
    changes.push({
      path,
      sha: state?.sha ?? '',
      status,
      additions: Number(additions) || 0,
      deletions: Number(deletions) || 0,
    });
  }
  return changes;
}
