import fc from 'fast-check';
import type { OutcomeResult } from '../database/rows';
import { addResult } from './addResult';
import { combineChecks } from './combineChecks';
import { judgeOutcome } from './judgeOutcome';
import { looksUntil, nextLookMs } from './lookSchedule';

type Result = OutcomeResult['result'];

describe('judgeOutcome', () => {
  it.each<[boolean, Result[], ReturnType<typeof judgeOutcome>]>([
    [false, [], 'unknown'],
    [true, [], 'unknown'],
    [false, ['not-met'], 'not-met'],
    [true, ['not-met'], 'merged-not-met'],
    [false, ['met'], 'met-without-pull-request'],
    [true, ['met'], 'merged-met'],
    [true, ['not-met', 'met'], 'merged-met'],
    [true, ['met', 'not-met'], 'regressed'],
    // also what was met before anything was done
    [false, ['met', 'not-met'], 'regressed'],
    [true, ['met', 'not-met', 'met'], 'merged-met'],
    // what cannot be seen is not known, whatever was seen before
    [true, ['met', 'unknown'], 'unknown'],
    [false, ['not-met', 'unknown'], 'unknown'],
    // and what was met is remembered across it
    [true, ['met', 'unknown', 'not-met'], 'regressed'],
    [true, ['unknown', 'not-met'], 'merged-not-met'],
    [true, ['unknown', 'met'], 'merged-met'],
  ])('merged %s, seen %j: %s', (merged, seen, outcome) => {
    const results = seen.map(result => ({ result }));
    expect(judgeOutcome({ merged, results })).toBe(outcome);
  });

  const check = fc.record({
    result: fc.constantFrom<Result>('met', 'not-met', 'unknown'),
    message: fc.constant(''),
  });
  const looks = fc.array(fc.array(check, { maxLength: 3 }), {
    maxLength: 60,
  });
  const at = (minute: number) => new Date(minute * 60_000);

  it('takes missing data for met never, and forgets never that it was', () => {
    fc.assert(
      fc.property(fc.boolean(), looks, (merged, checksOfLooks) => {
        const seen = checksOfLooks.map(checks => combineChecks(checks).result);
        const results = checksOfLooks.reduce<OutcomeResult[]>(
          (all, checks, index) =>
            addResult(all, { ...combineChecks(checks), at: at(index) }),
          [],
        );
        const outcome = judgeOutcome({ merged, results });
        // the short memory says what all looks would
        expect(outcome).toBe(
          judgeOutcome({ merged, results: seen.map(result => ({ result })) }),
        );
        expect(results.length).toBeLessThanOrEqual(20);
        const last = checksOfLooks.at(-1) ?? [];
        const allMet =
          last.length > 0 && last.every(({ result }) => result === 'met');
        expect(
          outcome === 'merged-met' || outcome === 'met-without-pull-request',
        ).toBe(allMet);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps since when it is so', () => {
    const results = (['not-met', 'met', 'met', 'unknown'] as const).reduce<
      OutcomeResult[]
    >(
      (all, result, index) =>
        addResult(all, { result, message: `look ${index}`, at: at(index) }),
      [],
    );
    expect(results).toMatchObject([
      { result: 'not-met' },
      {
        result: 'met',
        since: at(1).toISOString(),
        until: at(2).toISOString(),
        message: 'look 2',
      },
      { result: 'unknown', since: at(3).toISOString() },
    ]);
  });
});

describe('combineChecks', () => {
  const met = { result: 'met', message: 'A.' } as const;
  const notMet = { result: 'not-met', message: 'B.' } as const;
  const unknown = { result: 'unknown', message: 'C.' } as const;
  const failed = { ...unknown, failed: true };
  it.each([
    [[], { result: 'unknown', message: 'The goal has no check.' }],
    [[met, met], { result: 'met', message: 'A. A.' }],
    [[met, notMet, unknown], notMet],
    [[met, unknown], unknown],
    [
      [met, unknown, failed],
      { result: 'unknown', message: 'C. C.', failed: true },
    ],
    // it is not met, whatever else would have been seen
    [[notMet, failed], notMet],
  ])('of %j', (checks, combined) => {
    expect(combineChecks(checks)).toEqual(combined);
  });
});

describe('nextLookMs', () => {
  const minutes = (facts: Partial<Parameters<typeof nextLookMs>[0]>) =>
    nextLookMs({
      failures: 0,
      met: true,
      intervalMs: 6 * 3_600_000,
      random: 1,
      ...facts,
    }) / 60_000;
  it.each([
    ['what is met', {}, 360],
    ['what is spread', { random: 0 }, 324],
    ['what has failed once', { failures: 1 }, 1],
    ['what has failed again', { failures: 4 }, 8],
    ['what has failed for ever', { failures: 1_000 }, 360],
    ['what was just merged and is not met', { met: false, mergedForMs: 0 }, 5],
    ['what was merged an hour ago', { met: false, mergedForMs: 3_600_000 }, 60],
    ['what was merged long ago', { met: false, mergedForMs: 9e9 }, 360],
    ['what waits for its task', { met: false }, 360],
  ])('%s: %s', (_, facts, expected) => {
    expect(minutes(facts)).toBe(expected);
  });
});

describe('looksUntil', () => {
  const since = new Date('2026-01-01T00:00:00Z');
  const ended = new Date('2026-02-01T00:00:00Z');
  const DAY = 86_400_000;
  it.each([
    ['running', null, undefined],
    ['paused', null, undefined],
    ['planned', null, '2026-01-03T00:00:00.000Z'],
    ['done', ended, '2026-02-03T00:00:00.000Z'],
    ['recalled', ended, '2026-02-03T00:00:00.000Z'],
  ] as const)('%s', (state, endedAt, until) => {
    expect(
      looksUntil(
        { state, state_since: since, ended_at: endedAt },
        2 * DAY,
      )?.toISOString(),
    ).toBe(until);
  });
});
