import { stripVTControlCharacters } from 'node:util';

/** Backstage's logger: time, plugin, level, message. */
const backstageError = /^\S+ \S+ error /;
/** The development server's report of code that does not compile. */
const compileError = /^(?:ERROR in|Module not found|× )/;

/** Whether a person who watches the whole stack wants to see this line. */
export function isWorthShowing(line) {
  const plain = stripVTControlCharacters(line);
  return backstageError.test(plain) || compileError.test(plain);
}
