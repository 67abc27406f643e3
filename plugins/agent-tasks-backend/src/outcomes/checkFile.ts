import type { TemplateOutcomeRule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { RE2JS } from 're2js';
import { parse } from 'yaml';
import type { CheckResult } from './CheckResult';
import { quoted } from './quoted';
import { readPointer } from './readPointer';

type FileRule = NonNullable<TemplateOutcomeRule['file']>;

/**
 * Steps of a pattern times characters of a file. RE2 needs time that grows
 * with both and never more; so much is half a second of the worst pattern.
 */
const MOST_WORK = 12_000_000;

/**
 * Whether a file says what it has to. Pure, and its time has an end whatever
 * pattern and file are.
 *
 * @param wanted - `equals` with its expressions filled in
 */
export function checkFile(
  rule: FileRule,
  text: string,
  wanted: string | undefined,
): CheckResult {
  return rule.matches === undefined
    ? checkPointer(rule, text, wanted ?? '')
    : checkPattern(rule.path, rule.matches, text);
}

function checkPattern(
  path: string,
  pattern: string,
  text: string,
): CheckResult {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch {
    return unknown(`The pattern for ${path} is no regular expression.`);
  }
  if (compiled.programSize() * text.length > MOST_WORK) {
    return unknown(`${path} is too large for its pattern.`);
  }
  return compiled.test(text)
    ? { result: 'met', message: `${path} matches.` }
    : { result: 'not-met', message: `${path} does not match.` };
}

function checkPointer(
  { path, pointer = '' }: FileRule,
  text: string,
  wanted: string,
): CheckResult {
  let document: unknown;
  try {
    document = /\.json$/i.test(path)
      ? JSON.parse(text)
      : // every scalar stays the text that it is: 1.10 is no number
        parse(text, { schema: 'failsafe', logLevel: 'error' });
  } catch {
    return unknown(`${path} is neither JSON nor YAML that can be read.`);
  }
  const value = readPointer(document, pointer);
  if (value === undefined) {
    return { result: 'not-met', message: `${path} has nothing at ${pointer}.` };
  }
  if (typeof value === 'object' && value !== null) {
    return {
      result: 'not-met',
      message: `${path} has no single value at ${pointer}.`,
    };
  }
  const now = String(value).trim();
  return now === wanted.trim()
    ? { result: 'met', message: `${path} has ${quoted(now)} at ${pointer}.` }
    : {
        result: 'not-met',
        message: `${path} has ${quoted(now)} at ${pointer}, not ${quoted(
          wanted.trim(),
        )}.`,
      };
}

function unknown(message: string): CheckResult {
  return { result: 'unknown', message };
}
