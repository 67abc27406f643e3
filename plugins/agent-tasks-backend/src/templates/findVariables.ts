const token =
  /'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"|[A-Za-z_$][\w$]*|\d[\w.]*|==|\S/g;
const identifier = /^[A-Za-z_$]/;
const words = new Set([
  'and',
  'or',
  'not',
  'in',
  'is',
  'if',
  'elif',
  'elseif',
  'else',
  'endif',
  'for',
  'endfor',
  'true',
  'false',
  'none',
  'null',
]);

/** A variable of an expression: its root and, where it is written with a dot, the next name. */
export type Variable = { root: string; member?: string };

/**
 * The variables that an expression or tag reads, and the names that a `for`
 * declares. Filters, tests, members, keys and named arguments are none.
 */
export function findVariables(source: string): {
  reads: Variable[];
  declares: string[];
} {
  const tokens: string[] = source.match(token) ?? [];
  const inAt = tokens[0] === 'for' ? tokens.indexOf('in') : -1;
  const declares = tokens
    .slice(1, Math.max(inAt, 1))
    .filter(text => identifier.test(text));
  const reads: Variable[] = [];
  for (let at = inAt + 1; at < tokens.length; at++) {
    const [before, text, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
    if (
      identifier.test(text) &&
      !words.has(text) &&
      !['.', '|', 'is'].includes(before) &&
      !(before === 'not' && tokens[at - 2] === 'is') &&
      after !== '=' &&
      !(after === ':' && ['{', ','].includes(before))
    ) {
      const member = tokens[at + 2];
      reads.push({
        root: text,
        ...(after === '.' && member && { member }),
      });
    }
  }
  return { reads, declares };
}
