import type { TemplateOutcomeRule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { RE2JS } from 're2js';
import { findExpressionProblems } from './findExpressionProblems';
import { EntityProblem } from './EntityProblem';

/** Finds expressions and patterns of a template's goal that cannot be read. */
export function findOutcomeProblems(
  outcome: TemplateOutcomeRule | undefined,
  parameters: string[],
): EntityProblem[] {
  const { catalog, file, check } = outcome ?? {};
  const texts: [path: string, text: string | undefined][] = [
    ['/spec/outcome/catalog/value', catalog?.value],
    ['/spec/outcome/catalog/equals', catalog?.equals],
    ['/spec/outcome/file/equals', file?.equals],
    ...Object.entries(check?.with ?? {}).map(
      ([name, value]): [string, string | undefined] => [
        `/spec/outcome/check/with/${name}`,
        typeof value === 'string' ? value : undefined,
      ],
    ),
  ];
  return [
    ...texts.flatMap(([path, text]) =>
      text === undefined ? [] : findExpressionProblems(path, text, parameters),
    ),
    ...patternProblems(file?.matches),
  ];
}

function patternProblems(pattern: string | undefined): EntityProblem[] {
  try {
    if (pattern !== undefined) {
      RE2JS.compile(pattern);
    }
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [
      {
        path: '/spec/outcome/file/matches',
        message: `is no regular expression in RE2's syntax: ${why}`,
      },
    ];
  }
}
