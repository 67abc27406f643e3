import type { CampaignRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { draftOf, newPlan, requestOf } from '../PlannerPage/plan';
import {
  filterOf,
  newWork,
  oneWave,
  workDraftOf,
  workOf,
  wrongCondition,
} from './work';

describe('work as it is filled in', () => {
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
    const request: CampaignRequest = {
      title: 'Node 24',
      description: 'Everywhere',
      owner: 'group:default/platform',
      template: 'agenttasktemplate:default/migrate',
      parameters: { target: '24' },
      ticket: 'OPS-1',
      targets: {
        filter: [
          { kind: 'component', 'spec.type': ['a', 'b'], 'x.y': 'z' },
          { kind: 'resource' },
        ],
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
        {
          title: 'The payments',
          select: { owners: ['group:default/a', 'group:default/b'] },
          gate: {
            minimumSample: 2,
            closedAtMost: 0.2,
            checksGreenAtLeast: 0.9,
            stopAbove: { share: 0.5 },
          },
        },
        { select: { systems: ['system:default/a'] } },
        { select: {} },
      ],
    };
    expect(requestOf(draftOf(request))).toEqual(request);
  });

  it('begins everywhere at once where no waves are asked for', () => {
    const head = { title: 'Node 24', owner: 'group:default/platform' };
    const work = { template: 'agenttasktemplate:default/migrate', targets: {} };
    expect(workOf(workDraftOf(head, work)).waves).toEqual([{ select: {} }]);
    expect(workOf(newWork(oneWave)).waves).toEqual([{ select: {} }]);
  });
});
