import { makeRe } from 'minimatch';
import { repositoryGlobOptions } from './IdentityRegistry';

/**
 * A glob over `owner/name` as a regular expression for PostgreSQL, which gives
 * the same answers as the registry does.
 *
 * The two dialects agree on all that minimatch writes but one: a PostgreSQL
 * expression is greedy or not as a whole, which a match of the whole name does
 * not notice.
 */
export function repositoryPattern(glob: string): string {
  const expression = makeRe(glob, repositoryGlobOptions);
  // a pattern that can match nothing
  return expression ? expression.source : '(?!)';
}
