import { reviewerLoad } from './reviewerLoad';

const payments = {
  candidates: { teams: ['acme/payments'], people: [] },
  refs: ['group:default/payments'],
};

describe('reviewerLoad', () => {
  it('adds up what lands on each, and what lands on nobody', () => {
    expect(
      reviewerLoad([
        { owner: 'group:default/payments', targets: 4, toCome: 1, ...payments },
        {
          owner: 'group:default/web',
          targets: 2,
          toCome: 2,
          candidates: { teams: [], people: ['ada', 'bob'] },
          refs: ['group:default/web'],
        },
        // of another organization, whose teams cannot be asked
        {
          owner: 'group:default/payments',
          targets: 3,
          toCome: 2,
          candidates: { teams: ['ACME/payments'], people: ['cyd'] },
          refs: ['group:default/payments'],
        },
        ...['group:default/empty', undefined, 'group:default/empty'].map(
          owner => ({
            owner,
            targets: 2,
            toCome: 2,
            candidates: { teams: [], people: [] },
            refs: [],
          }),
        ),
      ]),
    ).toEqual({
      groups: [
        {
          ref: 'group:default/payments',
          teams: ['acme/payments'],
          people: ['cyd'],
          targets: 7,
          toCome: 3,
        },
        {
          ref: 'group:default/web',
          teams: [],
          people: ['ada', 'bob'],
          targets: 2,
          toCome: 2,
        },
      ],
      withoutReviewer: [
        { owner: 'group:default/empty', targets: 4 },
        { targets: 2 },
      ],
    });
  });

  it('counts a target for each that its template names', () => {
    const { groups } = reviewerLoad([
      {
        targets: 5,
        toCome: 5,
        candidates: { teams: ['acme/sec'], people: ['ada'] },
        refs: ['group:default/sec', 'user:default/ada'],
      },
    ]);
    expect(groups.map(({ ref, targets }) => [ref, targets])).toEqual([
      ['group:default/sec', 5],
      ['user:default/ada', 5],
    ]);
  });
});
