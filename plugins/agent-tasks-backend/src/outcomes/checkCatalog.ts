import type { TemplateOutcomeRule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PromptContext } from '../templates/PromptContext';
import { renderValue } from '../templates/renderPrompt';
import type { CheckResult } from './CheckResult';
import { quoted } from './quoted';

/**
 * Whether a fact of the catalog is what it has to be. A fact that is not there
 * is not known. Pure.
 */
export function checkCatalog(
  rule: NonNullable<TemplateOutcomeRule['catalog']>,
  context: PromptContext,
): CheckResult {
  if (!context.entity) {
    return { result: 'unknown', message: 'It has no entity in the catalog.' };
  }
  const declared = Object.keys(context.parameters);
  const value = renderValue(rule.value, context, declared);
  const wanted = renderValue(rule.equals, context, declared);
  if (value.text === undefined || wanted.text === undefined) {
    return {
      result: 'unknown',
      message: problemOf(
        value.text === undefined ? rule.value : rule.equals,
        [...value.problems, ...wanted.problems][0],
      ),
    };
  }
  const [now, goal] = [value.text.trim(), wanted.text.trim()];
  return now === goal
    ? { result: 'met', message: `The catalog says ${quoted(now)}.` }
    : {
        result: 'not-met',
        message: `The catalog says ${quoted(now)}, not ${quoted(goal)}.`,
      };
}

/** Why an expression has no value here. */
export function problemOf(
  source: string,
  problem: { code: string; message: string },
): string {
  return problem.code === 'variable-without-value'
    ? `There is no value for ${source.trim()}.`
    : problem.message;
}
