import type { CampaignGate } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { judgeGate, WaveFacts } from './judgeGate';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));
const nothing: WaveFacts = {
  targets: 10,
  merged: 0,
  closed: 0,
  failed: 0,
  withoutChange: 0,
  checked: 0,
  checksGreen: 0,
  outcomesAt: [],
  confirmed: false,
  now: at(59),
};
const full: CampaignGate = {
  minimumSample: 5,
  mergedAtLeast: 0.8,
  closedAtMost: 0.1,
  failedAtMost: 0.1,
  checksGreenAtLeast: 0.9,
  soakMinutes: 30,
  confirmation: true,
};
const good: Partial<WaveFacts> = {
  merged: 5,
  checked: 10,
  checksGreen: 9,
  outcomesAt: [0, 1, 2, 3, 29].map(at),
  confirmed: true,
};

describe('judgeGate', () => {
  it.each<[string, CampaignGate | undefined, Partial<WaveFacts>, string]>([
    [
      'without a gate waits for all outcomes',
      undefined,
      { merged: 9 },
      'waits',
    ],
    ['and then opens', undefined, { merged: 8, failed: 2 }, 'opens'],
    ['opens where everything is met', full, good, 'opens'],
    [
      'waits for the sample',
      full,
      { ...good, merged: 4, outcomesAt: [at(0)] },
      'waits',
    ],
    [
      'waits while time may still meet it',
      full,
      { ...good, outcomesAt: [0, 1, 2, 3, 30].map(at) },
      'waits',
    ],
    [
      'waits for a person',
      full,
      { ...good, targets: 5, confirmed: false },
      'waits',
    ],
    [
      'waits while outcomes may still meet it',
      full,
      { ...good, merged: 5, failed: 2 },
      'waits',
    ],
    [
      'is held once all are known',
      full,
      { ...good, targets: 7, failed: 2 },
      'held',
    ],
    [
      'is held where what it wants stays unknown',
      { checksGreenAtLeast: 0.5 },
      { targets: 2, withoutChange: 2 },
      'held',
    ],
    [
      'stops where too much fails',
      { stopAbove: { share: 0.5, minimumSample: 3 } },
      { failed: 1, closed: 1, merged: 1 },
      'stop',
    ],
    [
      'does not stop before its sample',
      { stopAbove: { share: 0.5, minimumSample: 3 } },
      { failed: 2 },
      'waits',
    ],
    [
      'does not stop at exactly the share',
      { stopAbove: { share: 0.5, minimumSample: 2 } },
      { failed: 1, merged: 1 },
      'waits',
    ],
    [
      'asks of a small wave no more than it has',
      { minimumSample: 50 },
      { targets: 2, merged: 2 },
      'opens',
    ],
    [
      'opens where nothing is left',
      full,
      { targets: 0, confirmed: true },
      'opens',
    ],
    ['but for a person', full, { targets: 0 }, 'waits'],
  ])('%s', (_, gate, change, result) => {
    expect(judgeGate(gate, { ...nothing, ...change }).result).toBe(result);
  });

  it('says what is needed and what there is', () => {
    expect(judgeGate(full, { ...nothing, ...good }).conditions).toEqual([
      { kind: 'sample', needed: 5, now: 5, met: true },
      { kind: 'merged', needed: 0.8, now: 1, met: true },
      { kind: 'closed', needed: 0.1, now: 0, met: true },
      { kind: 'failed', needed: 0.1, now: 0, met: true },
      { kind: 'checks', needed: 0.9, now: 0.9, met: true },
      { kind: 'soak', needed: 30, now: 30, met: true },
      { kind: 'confirmation', needed: 1, now: 1, met: true },
    ]);
    expect(
      judgeGate(full, nothing).conditions.filter(
        ({ now }) => now === undefined,
      ),
    ).toEqual([
      { kind: 'merged', needed: 0.8, met: false },
      { kind: 'closed', needed: 0.1, met: false },
      { kind: 'failed', needed: 0.1, met: false },
      { kind: 'checks', needed: 0.9, met: false },
      { kind: 'soak', needed: 30, met: false },
    ]);
  });

  it('never opens on what is not known', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const gates = fc.record(
      {
        minimumSample: fc.integer({ min: 1, max: 12 }),
        mergedAtLeast: share,
        closedAtMost: share,
        failedAtMost: share,
        checksGreenAtLeast: share,
        soakMinutes: fc.integer({ min: 1, max: 60 }),
        confirmation: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const count = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(
        gates,
        fc.record({ merged: count, closed: count, failed: count, rest: count }),
        fc.boolean(),
        (gate, { rest, ...outcomes }, confirmed) => {
          const known = outcomes.merged + outcomes.closed + outcomes.failed;
          const facts = {
            ...nothing,
            ...outcomes,
            confirmed,
            targets: known + rest,
            outcomesAt: Array.from({ length: known }, () => at(0)),
          };
          const { result, conditions } = judgeGate(gate, facts);
          const needed = Math.min(
            gate.minimumSample ?? facts.targets,
            facts.targets,
          );
          const isMet =
            conditions.every(({ met }) => met) &&
            known >= needed &&
            (!gate.confirmation || confirmed);
          // everything is known: nobody waits for what cannot come
          const inVain =
            rest === 0 &&
            known > 0 &&
            conditions.every(
              ({ kind, met }) =>
                met || (kind !== 'soak' && kind !== 'confirmation'),
            );
          expect(
            (result !== 'opens' || isMet) && (result !== 'waits' || !inVain),
          ).toBe(true);
        },
      ),
    );
  });
});
