import { draftOf, filterOf, newPlan, requestOf, wrongCondition } from './plan';

describe('a plan', () => {
  it('begins with a canary, a quarter and the rest', () => {
    expect(requestOf(newPlan()).waves).toEqual([
      {
        select: { count: 5 },
        gate: {
          mergedAtLeast: 0.8,
          confirmation: true,
          stopAbove: { share: 0.3 },
        },
      },
      {
        select: { percent: 25 },
        gate: { mergedAtLeast: 0.8, stopAbove: { share: 0.3 } },
      },
      { select: {} },
    ]);
  });

  it('makes the catalog’s filter of its fields', () => {
    const draft = newPlan();
    expect(
      filterOf({
        filters: { ...draft.filters, type: 'service, website', tag: 'java' },
        more: 'metadata.annotations.acme.com/java=17\n\nno condition\n',
      }),
    ).toEqual({
      kind: 'component',
      'spec.type': ['service', 'website'],
      'metadata.tags': 'java',
      'metadata.annotations.acme.com/java': '17',
    });
    expect(
      filterOf({ filters: { ...draft.filters, kind: ' ' }, more: '' }),
    ).toBeUndefined();
  });

  it('names a line that is no condition', () => {
    expect(wrongCondition({ more: 'a=b\n\n c.d=e=f' })).toBeUndefined();
    expect(wrongCondition({ more: 'a=b\nc' })).toBe('c');
  });

  it('comes back as it was asked for', () => {
    const request = {
      title: 'Node 24',
      description: 'Everywhere',
      owner: 'group:default/platform',
      template: 'agenttasktemplate:default/migrate',
      parameters: { target: '24' },
      ticket: 'OPS-1',
      targets: {
        filter: [{ kind: 'component', 'spec.type': ['a', 'b'], 'x.y': 'z' }],
        entityRefs: ['component:default/a'],
        excludeEntityRefs: ['component:default/b'],
        csv: 'entityRef\nc\n',
        perComponent: true,
      },
      maxOpenPerOwner: 4,
      waves: [
        {
          select: { tiers: ['3', '2'] },
          gate: {
            minimumSample: 3,
            mergedAtLeast: 0.75,
            failedAtMost: 0.1,
            soakMinutes: 90,
            confirmation: true,
            stopAbove: { share: 0.5, minimumSample: 3 },
          },
        },
        { select: {} },
      ],
    };
    expect(requestOf(draftOf(request))).toEqual(request);
  });
});
