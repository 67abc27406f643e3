import type { OutcomeResult } from '../database/rows';

const MOST_RESULTS = 20;

/**
 * Adds a look to what was seen. The same again only lasts longer; of much back
 * and forth the oldest is forgotten, but not that it was met once. Pure.
 */
export function addResult(
  results: OutcomeResult[],
  look: { result: OutcomeResult['result']; message?: string; at: Date },
): OutcomeResult[] {
  const { result, message, at } = look;
  const until = at.toISOString();
  const last = results.at(-1);
  const same = last?.result === result;
  const added: OutcomeResult = {
    result,
    since: same ? last.since : until,
    until,
    ...(message && { message }),
  };
  const all = [...(same ? results.slice(0, -1) : results), added];
  const first = all[0].result === 'met' ? 1 : 0;
  return all.length > MOST_RESULTS
    ? all.filter((_, index) => index !== first)
    : all;
}
