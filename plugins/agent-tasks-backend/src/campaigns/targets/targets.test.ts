import type { CampaignWaveRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import type { EntityFacts } from '../../entities/EntityFacts';
import { launchMinutes } from '../planning/launchMinutes';
import { compareTiers, FoundTarget, mergeTargets } from './mergeTargets';
import { parseTargetsCsv } from './parseTargetsCsv';
import { splitWaves } from '../waves/splitWaves';

const repository = (name: string) => ({
  host: 'github.com',
  owner: 'acme',
  name,
  url: `https://github.com/acme/${name}`,
});
const found = (
  name: string,
  repo: string,
  tier?: string,
  rest: Partial<FoundTarget> = {},
): FoundTarget => {
  const entityRef = `component:default/${name}`;
  return {
    entityRef,
    facts: { entityRef, ...(tier && { tier }) } as EntityFacts,
    repository: repository(repo),
    excluded: false,
    ...rest,
  };
};

describe('parseTargetsCsv', () => {
  it('reads rows with the parameters that they set', () => {
    expect(
      parseTargetsCsv(
        '\uFEFFentityRef, target\ncomponent:default/a,"node, 24"\nb,\n\n',
      ),
    ).toEqual({
      rows: [
        {
          row: 1,
          entityRef: 'component:default/a',
          parameters: { target: 'node, 24' },
        },
        { row: 2, entityRef: 'b', parameters: {} },
      ],
    });
  });

  it('keeps a row that names nothing, with its problem', () => {
    expect(parseTargetsCsv('repoUrl,target\n,node-24\n')).toEqual({
      rows: [
        {
          row: 1,
          parameters: { target: 'node-24' },
          problem: expect.objectContaining({ code: 'targets-invalid' }),
        },
      ],
    });
  });

  it.each([
    ['another header', 'name\na\n', /neither entityRef nor repoUrl/],
    ['an open quotation', 'entityRef\n"a\n', /no CSV/],
    ['rows of another length', 'entityRef,x\na,b,c\n', /no CSV/],
    [
      'too many rows',
      `entityRef\n${'a\n'.repeat(10_001)}`,
      /more than 10000 rows/,
    ],
  ])('refuses %s', (_, csv, message) => {
    expect(parseTargetsCsv(csv)).toEqual({
      problem: expect.objectContaining({
        message: expect.stringMatching(message),
      }),
    });
  });
});

describe('mergeTargets', () => {
  const merge = (targets: FoundTarget[], perComponent = false) =>
    mergeTargets(targets, { perComponent });

  it('makes one target of a repository, about its most important component', () => {
    expect(
      merge([found('a', 'shop', '3'), found('b', 'Shop', '1')]),
    ).toMatchObject([
      {
        key: 'github.com/acme/shop',
        facts: { entityRef: 'component:default/b' },
        entityRefs: ['component:default/a', 'component:default/b'],
      },
    ]);
  });

  it('makes one of each component where that is wanted', () => {
    expect(
      merge([found('a', 'shop'), found('b', 'shop'), found('a', 'shop')], true),
    ).toHaveLength(2);
  });

  it('puts the least important first', () => {
    expect(
      merge([
        found('a', 'one', '1'),
        found('b', 'ten', '10'),
        found('c', 'none'),
        found('d', 'two', '2'),
      ]).map(({ facts }) => facts?.entityRef.slice(-1)),
    ).toEqual(['c', 'b', 'd', 'a']);
  });

  it('tells of a second row for the same target, and keeps the first', () => {
    expect(
      merge([
        found('a', 'shop', undefined, { row: 1, parameters: { x: '1' } }),
        found('a', 'shop', undefined, { row: 2, parameters: { x: '2' } }),
      ]),
    ).toMatchObject([
      { row: 1, parameters: { x: '1' } },
      { row: 2, problem: { code: 'target-twice' } },
    ]);
  });

  it('leaves a target out only where all of it is left out', () => {
    const out = { excluded: true };
    const [both] = merge([
      found('a', 'shop', undefined, out),
      found('b', 'shop', undefined, out),
    ]);
    const [one] = merge([
      found('a', 'shop', undefined, out),
      found('b', 'shop'),
    ]);
    expect([both.excluded, one.excluded]).toEqual([true, false]);
  });

  it('never has a repository twice, and loses nothing', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd');
    const targets = fc.array(
      fc.record({ name: names, repo: fc.constantFrom('r', 'R', 's') }),
    );
    fc.assert(
      fc.property(targets, list => {
        const merged = merge(list.map(({ name, repo }) => found(name, repo)));
        const keys = merged.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.length).toBeLessThanOrEqual(2);
        expect(new Set(merged.flatMap(({ entityRefs }) => entityRefs))).toEqual(
          new Set(list.map(({ name }) => `component:default/${name}`)),
        );
      }),
    );
  });

  it('orders tiers as people count', () => {
    expect(['10', '', '2', '1'].sort(compareTiers)).toEqual([
      '1',
      '2',
      '10',
      '',
    ]);
  });
});

describe('splitWaves', () => {
  const targets = Array.from({ length: 10 }, (_, index) => ({
    tier: String(3 - (index % 3)),
    owner: `group:default/${index % 2 ? 'odd' : 'even'}`,
  }));

  it.each<[string, CampaignWaveRequest['select'][], number[]]>([
    ['one wave with everything', [], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
    [
      'a count, a share of all, and what is left',
      [{ count: 2 }, { percent: 25 }],
      [1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
    ],
    [
      'tiers in the order of the waves',
      [{ tiers: ['3'] }, { tiers: ['2'] }, {}],
      [1, 2, 3, 1, 2, 3, 1, 2, 3, 1],
    ],
    [
      'so many of an owner',
      [{ owners: ['GROUP:default/odd'], count: 1 }, {}],
      [2, 1, 2, 2, 2, 2, 2, 2, 2, 2],
    ],
  ])('%s', (_, selects, expected) => {
    const { numbers } = splitWaves(
      targets,
      selects.map(select => ({ select })),
    );
    expect(numbers).toEqual(expected);
  });

  it('has each target in exactly one wave', () => {
    const selects = fc.array(
      fc.oneof(
        fc.record({ count: fc.integer({ min: 1, max: 5 }) }),
        fc.record({ percent: fc.integer({ min: 1, max: 60 }) }),
        fc.record({ tiers: fc.subarray(['1', '2', '3']) }),
        fc.constant({}),
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(selects, fc.integer({ min: 0, max: 30 }), (list, count) => {
        const { waves, numbers } = splitWaves(
          Array.from({ length: count }, (_, index) => targets[index % 10]),
          list.map(select => ({ select })),
        );
        expect(numbers).toHaveLength(count);
        expect(
          numbers.every(number => number >= 1 && number <= waves.length),
        ).toBe(true);
      }),
    );
  });
});

describe('launchMinutes', () => {
  const limits = [
    { creationsPerMinute: 20, creationsPerHour: 100 },
    { creationsPerMinute: 20, creationsPerHour: 100 },
  ];

  it.each([
    [0, undefined],
    [40, 0],
    [41, 1],
    [200, 4],
    [201, 60],
    [441, 121],
  ])('%i targets need %s', (targets, minutes) => {
    expect(launchMinutes(targets, limits)).toBe(minutes);
  });
});
