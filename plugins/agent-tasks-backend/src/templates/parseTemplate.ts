import { InputError } from '@backstage/errors';

/** A piece of a template's text. `start` counts characters from 0. */
export type TemplatePart =
  | { kind: 'text' | 'comment'; source: string; start: number }
  | { kind: 'output' | 'tag'; source: string; inner: string; start: number };

// Nunjitsu renders the whole language; prompts get the part of it whose every
// output can be seen and fenced. Macros, captures, includes and regular
// expressions are left out.
const tags = new Set([
  'if',
  'elif',
  'elseif',
  'else',
  'endif',
  'for',
  'endfor',
]);
const openers = /\$\{\{|\{%|\{#/g;
const closers = { '${{': '}}', '{%': '%}', '{#': '#}' } as const;

/**
 * Splits a template into text, `${{ outputs }}`, `{% tags %}` and
 * `{# comments #}`.
 *
 * @throws InputError where a piece is not closed, a tag is not one of if and
 * for, or there is a regular expression.
 */
export function parseTemplate(source: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let position = 0;
  while (position < source.length) {
    openers.lastIndex = position;
    const opener = openers.exec(source);
    const start = opener?.index ?? source.length;
    if (start > position) {
      parts.push({
        kind: 'text',
        source: source.slice(position, start),
        start: position,
      });
    }
    if (!opener) {
      break;
    }
    const open = opener[0] as keyof typeof closers;
    const end = findEnd(source, start + open.length, open);
    parts.push(toPart(source, start, end, open));
    position = end;
  }
  return parts;
}

/** The line of a position, counted from 1. */
export function lineAt(source: string, position: number): number {
  return source.slice(0, position).split('\n').length;
}

function findEnd(source: string, from: number, open: keyof typeof closers) {
  const close = closers[open];
  // quotes mean nothing inside a comment
  const token =
    open === '{#'
      ? /#\}/g
      : new RegExp(
          `'(?:\\\\[\\s\\S]|[^'\\\\])*'|"(?:\\\\[\\s\\S]|[^"\\\\])*"|${close}`,
          'g',
        );
  token.lastIndex = from;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    if (match[0] === close) {
      return token.lastIndex;
    }
  }
  throw new InputError(
    `Line ${lineAt(
      source,
      from,
    )} opens '${open}' and does not close it with '${close}'`,
  );
}

function toPart(
  source: string,
  start: number,
  end: number,
  open: keyof typeof closers,
): TemplatePart {
  const whole = source.slice(start, end);
  if (open === '{#') {
    return { kind: 'comment', source: whole, start };
  }
  const inner = whole
    .slice(open.length, -2)
    .replace(/^-/, '')
    .replace(/-$/, '')
    .trim();
  if (open === '{%') {
    const name = /^\w*/.exec(inner)?.[0] ?? '';
    if (!tags.has(name)) {
      throw new InputError(
        `Line ${lineAt(
          source,
          start,
        )} uses '{% ${name} %}'; prompts take if and for only`,
      );
    }
  }
  if (hasRegex(inner)) {
    throw new InputError(
      `Line ${lineAt(source, start)} has a regular expression in '${whole}'`,
    );
  }
  if (!isBalanced(inner)) {
    throw new InputError(
      `Line ${lineAt(source, start)} has unbalanced brackets in '${whole}'`,
    );
  }
  return {
    kind: open === '{%' ? 'tag' : 'output',
    source: whole,
    inner,
    start,
  };
}

// a quote inside of one opens a string for us and none for the engine: what
// follows would be an output to it, and part of a string to us
function hasRegex(expression: string): boolean {
  return /(?<![\w$])r\//.test(withoutStrings(expression));
}

function withoutStrings(expression: string): string {
  return expression.replace(
    /'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"/g,
    '',
  );
}

// an output is put into brackets of its own later: none may close them
function isBalanced(expression: string): boolean {
  let depth = 0;
  const brackets = withoutStrings(expression).match(/[()[\]{}]/g);
  return (
    (brackets ?? []).every(bracket => {
      depth += '([{'.includes(bracket) ? 1 : -1;
      return depth >= 0;
    }) && depth === 0
  );
}
