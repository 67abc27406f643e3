import { agentTaskReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTaskConditions,
  createAgentTaskConditionalDecision,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { insertTask } from '../__testUtils__';
import { createTestBroker } from '../__testUtils__/TestBroker';
import type { TaskRow } from '../database/rows';
import { toTaskResource } from './toTaskResource';

jest.setTimeout(120_000);

const caller = {
  credentials: mockCredentials.user('user:default/alice'),
  actor: 'user:default/alice',
  requestId: 'r',
};

type Conditions = Parameters<typeof createAgentTaskConditionalDecision>[1];

const users = ['user:default/alice', 'user:default/bob', 'plugin:scaffolder'];
const groups = ['group:default/a', 'group:default/b', 'user:default/alice'];
const tiers = ['1', '2', 'gold'];
const templates = ['agenttasktemplate:default/x', 'agenttasktemplate:a/y'];
const campaigns = [randomUUID(), randomUUID()];

/** What a random condition looks for: what there is, and what is nowhere. */
const some = (values: string[], nowhere: string) =>
  fc.subarray([...values, nowhere]);
const rule = fc.oneof(
  some(users, 'user:default/nobody').map(userRefs =>
    agentTaskConditions.isRequester({ userRefs }),
  ),
  some(groups, "group:default/o'neill").map(claims =>
    agentTaskConditions.isEntityOwner({ claims }),
  ),
  some(tiers, '').map(values => agentTaskConditions.hasTier({ tiers: values })),
  some(templates, 'x').map(templateRefs =>
    agentTaskConditions.hasTemplate({ templateRefs }),
  ),
  some(campaigns, randomUUID().toUpperCase()).map(campaignIds =>
    agentTaskConditions.inCampaign({ campaignIds }),
  ),
);
const { conditions: anyConditions } = fc.letrec<{ conditions: Conditions }>(
  tie => ({
    conditions: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      rule as fc.Arbitrary<Conditions>,
      fc.record({ not: tie('conditions') }) as fc.Arbitrary<Conditions>,
      // the types want one at least, which nothing makes sure of
      fc.record({
        allOf: fc.array(tie('conditions'), { maxLength: 3 }),
      }) as unknown as fc.Arbitrary<Conditions>,
      fc.record({
        anyOf: fc.array(tie('conditions'), { maxLength: 3 }),
      }) as unknown as fc.Arbitrary<Conditions>,
    ),
  }),
);

describe('T1: conditions on tasks', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;
  let versions: Record<string, string>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({ knex });
    versions = {};
    for (const ref of templates) {
      versions[ref] = randomUUID();
      await knex('template_versions').insert({
        id: versions[ref],
        template_ref: ref,
        digest: 'sha256:0',
        version: '1.0.0',
        title: 'T',
        content: {},
      });
    }
  });

  beforeEach(async () => {
    await knex('agent_tasks').delete();
  });

  const insert = async (row: Partial<TaskRow>) =>
    insertTask(knex, {
      ...row,
      ...(row.template_ref && {
        template_version_id: versions[row.template_ref],
      }),
    });

  /** What the caller finds in a list, in the counts and one by one. */
  async function answers(conditions: Conditions) {
    const everything = await broker.service.list({ limit: 100 }, caller);
    const ids = everything.items.map(({ id }) => id);
    broker.decisions[agentTaskReadPermission.name] =
      createAgentTaskConditionalDecision(agentTaskReadPermission, conditions);
    const list = await broker.authorized.list({ limit: 100 }, caller);
    const facets = await broker.authorized.facets({}, caller);
    const resources = await broker.authorized.getResources(ids);
    const [authorization] = await broker.authorizer.authorize(
      [agentTaskReadPermission],
      caller.credentials,
    );
    return {
      listed: list.items.map(({ id }) => id),
      counted: facets.facets.phase[0]?.count ?? 0,
      // the task as an answer, and its row as the permission backend asks
      single: everything.items
        .filter(task => authorization.allows(toTaskResource(task)))
        .map(({ id }) => id),
      asked: ids.filter((_, index) => {
        const resource = resources[index];
        return resource && authorization.allows(resource);
      }),
    };
  }

  it.each<[string, Conditions, string[]]>([
    [
      'is requester',
      agentTaskConditions.isRequester({ userRefs: [users[1]] }),
      ['bob'],
    ],
    [
      'is entity owner',
      agentTaskConditions.isEntityOwner({ claims: [groups[0], groups[1]] }),
      ['alice', 'bob'],
    ],
    ['has tier', agentTaskConditions.hasTier({ tiers: ['1'] }), ['alice']],
    [
      'has template',
      agentTaskConditions.hasTemplate({ templateRefs: [templates[1]] }),
      ['bob'],
    ],
    [
      'in campaign',
      agentTaskConditions.inCampaign({
        campaignIds: [campaigns[0].toUpperCase()],
      }),
      ['alice'],
    ],
    [
      'in no campaign',
      { not: agentTaskConditions.inCampaign({ campaignIds: campaigns }) },
      ['bare', 'bob'],
    ],
    [
      'neither owned nor of a tier',
      {
        allOf: [
          { not: agentTaskConditions.isEntityOwner({ claims: groups }) },
          { not: agentTaskConditions.hasTier({ tiers }) },
        ],
      },
      ['bare'],
    ],
    ['no value', agentTaskConditions.hasTier({ tiers: [] }), []],
    ['any of nothing', { anyOf: [] } as unknown as Conditions, []],
    [
      'not any of nothing',
      { not: { anyOf: [] } } as unknown as Conditions,
      ['alice', 'bare', 'bob'],
    ],
    [
      'all of nothing',
      { allOf: [] } as unknown as Conditions,
      ['alice', 'bare', 'bob'],
    ],
  ])('allows by "%s"', async (_, conditions, titles) => {
    const rows = await Promise.all([
      insert({
        title: 'alice',
        requested_by: users[0],
        owner_ref: groups[0],
        tier: '1',
        template_ref: templates[0],
        campaign_id: campaigns[0],
      }),
      insert({
        title: 'bob',
        requested_by: users[1],
        owner_ref: groups[1],
        tier: '2',
        template_ref: templates[1],
      }),
      insert({ title: 'bare', requested_by: users[2] }),
    ]);
    const titleOf = new Map(rows.map(({ id, title }) => [id, title]));
    const { listed, counted, single, asked } = await answers(conditions);
    const named = (ids: string[]) => ids.map(id => titleOf.get(id)).sort();
    expect(named(listed)).toEqual(titles);
    expect(named(single)).toEqual(titles);
    expect(named(asked)).toEqual(titles);
    expect(counted).toBe(titles.length);
  });

  it('are the same in SQL and one by one, whatever they are', async () => {
    const rows = fc.record({
      requested_by: fc.constantFrom(...users),
      owner_ref: fc.constantFrom(null, ...groups),
      tier: fc.constantFrom(null, '', ...tiers),
      template_ref: fc.constantFrom(null, ...templates),
      campaign_id: fc.constantFrom(null, ...campaigns),
    });
    for (const row of fc.sample(rows, 40)) {
      await insert(row);
    }
    await fc.assert(
      fc.asyncProperty(anyConditions, async conditions => {
        const { listed, counted, single, asked } = await answers(conditions);
        expect([...single].sort()).toEqual([...listed].sort());
        expect([...asked].sort()).toEqual([...listed].sort());
        expect(counted).toBe(listed.length);
      }),
      { numRuns: 60 },
    );
  });

  it('name campaigns by their ids', async () => {
    await expect(
      answers(agentTaskConditions.inCampaign({ campaignIds: ['spring'] })),
    ).rejects.toMatchObject({ name: 'InputError' });
  });
});
