import { diffLines } from 'diff';

/** Some lines of a comparison. */
export type DiffPart = {
  kind: 'added' | 'removed' | 'unchanged' | 'skipped';
  lines: string[];
};

/** Unchanged lines that are shown around a change. */
const CONTEXT = 3;

/** What a reader has to look at: changes with some lines around them. */
export function compareVersions(from: string, to: string): DiffPart[] {
  const parts = diffLines(from, to).map(({ added, removed, value }) => ({
    kind: kindOf(added, removed),
    lines: value.replace(/\n$/, '').split('\n'),
  }));
  return parts.flatMap((part, index): DiffPart[] => {
    if (part.kind !== 'unchanged') {
      return [part];
    }
    const before = index > 0 ? CONTEXT : 0;
    const after = index < parts.length - 1 ? CONTEXT : 0;
    const { lines } = part;
    // a gap of one line costs the line that tells of it
    if (lines.length <= before + after + 1) {
      return [part];
    }
    return [
      { kind: 'unchanged', lines: lines.slice(0, before) },
      { kind: 'skipped', lines: lines.slice(before, lines.length - after) },
      { kind: 'unchanged', lines: lines.slice(lines.length - after) },
    ].filter(({ lines: some }) => some.length > 0) as DiffPart[];
  });
}

function kindOf(
  added: boolean,
  removed: boolean,
): 'added' | 'removed' | 'unchanged' {
  if (added) {
    return 'added';
  }
  return removed ? 'removed' : 'unchanged';
}
