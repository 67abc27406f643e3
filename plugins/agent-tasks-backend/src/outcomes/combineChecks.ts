import type { CheckResult } from './CheckResult';

/**
 * One word about a goal from all of its checks: one that is not met decides,
 * and one that is not known leaves it open. Pure.
 */
export function combineChecks(checks: CheckResult[]): CheckResult {
  const of = (wanted: CheckResult['result']) =>
    checks.filter(({ result }) => result === wanted);
  const [counting = []] = [of('not-met'), of('unknown'), of('met')].filter(
    ({ length }) => length > 0,
  );
  const [first] = counting;
  if (!first) {
    return { result: 'unknown', message: 'The goal has no check.' };
  }
  const failed =
    first.result === 'unknown' && counting.some(check => check.failed);
  return {
    result: first.result,
    message: counting.map(({ message }) => message).join(' '),
    ...(failed && { failed }),
  };
}
