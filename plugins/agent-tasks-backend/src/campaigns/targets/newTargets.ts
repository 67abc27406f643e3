import { MergedTarget, targetKey } from './mergeTargets';

/**
 * Those of some targets that a campaign does not have yet. A repository that
 * takes part as a whole has no components beside it, and the other way round:
 * no work is started twice. Pure.
 *
 * @param keys - of the campaign's targets
 */
export function newTargets(
  keys: string[],
  wanted: MergedTarget[],
): MergedTarget[] {
  const known = new Set(keys);
  const repositories = new Set(keys.map(repositoryOf));
  return wanted.filter(({ key, repository }) => {
    const whole = repository && targetKey(repository);
    const isKnown =
      known.has(key) ||
      (whole !== undefined &&
        (known.has(whole) || (key === whole && repositories.has(whole))));
    if (!isKnown) {
      known.add(key);
      repositories.add(repositoryOf(key));
    }
    return !isKnown;
  });
}

function repositoryOf(key: string): string {
  return key.split(' ')[0];
}
