import type { FreezeConfig } from '../../config/PolicyConfig';
import { freezeEnd } from './freezeEnd';
import { FreezeWindow } from './FreezeWindow';

const yearEnd: FreezeConfig = {
  name: 'Year end',
  timeZone: 'Europe/Berlin',
  start: '2026-12-18T18:00',
  end: '2027-01-04T06:00',
};
// Friday evening to Monday morning
const weekend: FreezeConfig = {
  name: 'Weekend',
  timeZone: 'Europe/Berlin',
  start: '0 18 * * 5',
  end: '0 8 * * 1',
};

const end = (
  freezes: FreezeConfig[],
  at: string,
  scope: Parameters<typeof freezeEnd>[1] = {},
) => {
  const frozen = freezeEnd(freezes.map(FreezeWindow.of), scope, new Date(at));
  return (
    frozen && [
      frozen.until?.toISOString(),
      ...frozen.freezes.map(({ name }) => name),
    ]
  );
};

describe('freezeEnd', () => {
  it.each<[string, string, FreezeConfig[], string[] | undefined]>([
    ['before', '2026-12-18T16:59:59Z', [yearEnd], undefined],
    [
      'from its very start',
      '2026-12-18T17:00:00Z',
      [yearEnd],
      ['2027-01-04T05:00:00.000Z', 'Year end'],
    ],
    ['no more at its end', '2027-01-04T05:00:00Z', [yearEnd], undefined],
    ['a working day', '2026-11-25T12:00:00Z', [weekend], undefined],
    [
      'a weekend',
      '2026-11-28T12:00:00Z',
      [weekend],
      ['2026-11-30T07:00:00.000Z', 'Weekend'],
    ],
    [
      'a weekend from its very start',
      '2026-11-27T17:00:00.000Z',
      [weekend],
      ['2026-11-30T07:00:00.000Z', 'Weekend'],
    ],
    ['and not after its end', '2026-11-30T07:00:00.000Z', [weekend], undefined],
    [
      // clocks go back on 2026-10-25: Monday 8:00 is 7:00 UTC, not 6:00
      'the weekend on which clocks change',
      '2026-10-24T12:00:00Z',
      [weekend],
      ['2026-10-26T07:00:00.000Z', 'Weekend'],
    ],
    [
      // 2027-01-04 is a Monday: its freeze ends at 6:00, the weekend's at 8:00
      'freezes that end in one another',
      '2026-12-30T12:00:00Z',
      [yearEnd, weekend],
      ['2027-01-04T07:00:00.000Z', 'Year end', 'Weekend'],
    ],
    [
      'freezes without an end in sight',
      '2026-11-25T12:00:00Z',
      [
        { ...weekend, name: 'Days', start: '0 6 * * *', end: '0 18 * * *' },
        { ...weekend, name: 'Nights', start: '0 18 * * *', end: '0 6 * * *' },
      ],
      [undefined as unknown as string, 'Days', 'Nights'],
    ],
  ])('%s', (_, at, freezes, expected) => {
    expect(end(freezes, at)).toEqual(expected);
  });

  const repository = { host: 'github.com', owner: 'acme', name: 'pay-api' };
  it.each<[Partial<FreezeConfig>, Parameters<typeof freezeEnd>[1], boolean]>([
    [{ tiers: ['1'] }, { tier: '1' }, true],
    [{ tiers: ['1'] }, { tier: '2' }, false],
    [{ tiers: ['1'] }, {}, false],
    [{ owners: ['Group:default/Pay'] }, { owner: 'group:default/pay' }, true],
    [{ owners: ['group:default/pay'] }, {}, false],
    [{ repositories: ['acme/pay-*'] }, { repository }, true],
    [{ repositories: ['github.com/ACME/*'] }, { repository }, true],
    [{ repositories: ['acme/web'] }, { repository }, false],
    [{ repositories: ['**'] }, {}, false],
    [
      { tiers: ['1'], repositories: ['acme/*'] },
      { tier: '1', repository },
      true,
    ],
    [{ tiers: ['1'], repositories: ['acme/*'] }, { repository }, false],
  ])('%j holds for %j: %s', (narrowed, scope, holds) => {
    expect(
      end([{ ...yearEnd, ...narrowed }], '2026-12-24T00:00:00Z', scope) !==
        undefined,
    ).toBe(holds);
  });

  it.each([[yearEnd], [weekend]])(
    'remembers of $name only what holds, whatever is asked before',
    freeze => {
      const remembering = FreezeWindow.of(freeze);
      const start = Date.parse('2026-11-20T00:30:00Z');
      const hours = Array.from({ length: 24 * 60 }, (_, hour) => hour);
      for (const hour of [...hours, ...hours.reverse()].filter(
        n => n % 29 === 0,
      )) {
        const at = new Date(start + hour * 3_600_000);
        expect(remembering.endAt(at)).toEqual(
          FreezeWindow.of(freeze).endAt(at),
        );
      }
    },
  );
});
