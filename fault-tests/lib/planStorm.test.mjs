import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Armoury } from './Armoury.mjs';
import { planStorm } from './planStorm.mjs';
import { arms } from './points.mjs';

/** Functions of a plan are made anew; what they say is compared. */
const written = plan => JSON.stringify(plan);

describe('the plan of a storm', () => {
  test('is the same for the same seed, and another for another', () => {
    const plan = seed => written(planStorm({ seed, tasks: 60 }));
    assert.equal(plan(7), plan(7));
    assert.notEqual(plan(7), plan(8));
  });

  test('deals every kind of blow, however short the storm', () => {
    const kinds = ({ blows }) =>
      new Set(
        blows.map(({ kind, signal, rule }) =>
          [kind, signal, rule?.effect.type].filter(Boolean).join(' '),
        ),
      );
    const short = kinds(planStorm({ seed: 1, tasks: 20 }));
    assert.deepEqual([...short].sort(), [
      'disconnect',
      'freeze',
      'github lag',
      'github outage',
      'github rate-limit',
      'kill',
      'postgres SIGINT',
      'postgres SIGQUIT',
    ]);
    const long = planStorm({ seed: 1, tasks: 500 }).blows;
    assert.ok(long.length > 2 * short.size);
    assert.deepEqual(
      long.map(({ atMs }) => atMs),
      long.map(({ atMs }) => atMs).sort((a, b) => a - b),
    );
  });
});

describe('the points', () => {
  test('are dealt until each was reached, to one process at a time', () => {
    const armoury = new Armoury(arms);
    const first = armoury.deal(0).chain;
    const second = armoury.deal(1).chain;
    assert.ok(first.at(-1).startsWith('kill:'));
    assert.deepEqual(
      first.filter(arm => second.includes(arm)),
      [],
    );
    // died before it reached anything
    assert.deepEqual(armoury.deal(0).chain, first);
    for (let slot = 0; armoury.missing.length; slot = (slot + 1) % 3) {
      const { chain, rare } = armoury.deal(slot);
      assert.ok(chain.length + rare.length > 0);
      [...chain, ...rare].forEach(arm => armoury.reach(arm));
    }
    assert.deepEqual(armoury.deal(0), { chain: [], rare: [] });
  });
});
