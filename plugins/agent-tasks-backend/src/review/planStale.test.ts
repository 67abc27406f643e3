import { planStale, StaleFacts } from './planStale';

const DAY = 86_400_000;
const rule = { afterMs: 30 * DAY, warningMs: 7 * DAY };
const at = (day: number) => new Date(Date.UTC(2026, 0, 1) + day * DAY);

function factsOf(
  now: number,
  change: Partial<StaleFacts['pull'] & StaleFacts['route']> = {},
): StaleFacts {
  const { github_updated_at = at(0), read_at = at(now), ...route } = change;
  return {
    now: at(now),
    pull: { github_updated_at, read_at },
    route: { warned_at: null, close_at: null, closed_at: null, ...route },
  };
}

describe('planStale', () => {
  const warned = { warned_at: at(30), close_at: at(37) };

  it.each<[string, StaleFacts, ReturnType<typeof planStale>]>([
    ['waits for the silence', factsOf(10), { againInMs: 20 * DAY }],
    ['warns after it', factsOf(30), { step: 'warn' }],
    [
      'does not warn from an old reading',
      factsOf(31, { read_at: at(29) }),
      { againInMs: 30_000 },
    ],
    [
      'waits after the warning, which changed it',
      factsOf(31, { ...warned, github_updated_at: at(30) }),
      { againInMs: 6 * DAY },
    ],
    [
      'closes it then',
      factsOf(37, { ...warned, github_updated_at: at(30) }),
      { step: 'close' },
    ],
    [
      'does not close from an old reading',
      factsOf(38, { ...warned, read_at: at(36) }),
      { againInMs: 30_000 },
    ],
    [
      'begins anew once something happens',
      factsOf(38, { ...warned, github_updated_at: at(35) }),
      { againInMs: 27 * DAY },
    ],
    [
      'warns again after another silence',
      factsOf(65, { ...warned, github_updated_at: at(35) }),
      { step: 'warn' },
    ],
    [
      'closes once, and waits for the reading that shows it',
      factsOf(38, { closed_at: at(37), read_at: at(36) }),
      { againInMs: 30_000 },
    ],
    [
      'begins anew where somebody opens it again',
      factsOf(50, { closed_at: at(37), github_updated_at: at(45) }),
      { againInMs: 25 * DAY },
    ],
    [
      'says nothing of what was not read',
      factsOf(50, { github_updated_at: null }),
      {},
    ],
  ])('%s', (_, facts, expected) => {
    expect(planStale(rule, facts)).toEqual(expected);
  });

  it('does nothing unless it is configured', () => {
    expect(planStale(undefined, factsOf(100))).toEqual({});
  });
});
