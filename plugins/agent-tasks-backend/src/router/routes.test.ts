import { agentTasksPermissions } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
// what administrators copy is what is tested, and it is no package
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { decideAboutAgentTasks } from '../../../../examples/permission-policy/decideAboutAgentTasks';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import permissionModule from '../../../../examples/permission-policy/permissionModuleAgentTasks';
import { roles, routeRows } from '../__testUtils__/routeRows';
import { createTestBroker } from '../__testUtils__/TestBroker';
import type { TaskRow } from '../database/rows';
import { spec } from '../schema/openapi.generated';

jest.setTimeout(120_000);

/** What a task says and only those may read who may read the task. */
const SECRET = 'a-secret-target';

const teams: Record<string, string[]> = {
  nobody: [],
  requester: ['group:default/a-team'],
  owner: ['group:default/owners'],
  other: ['group:default/others'],
  administrator: ['group:default/platform'],
};

const userRef = (role: string) => `user:default/${role}`;
const userInfo = (userEntityRef: string) => ({
  userEntityRef,
  ownershipEntityRefs: [
    userEntityRef,
    ...(teams[userEntityRef.split('/')[1]] ?? []),
  ],
});

function authorizationOf(role: (typeof roles)[number]): string {
  switch (role) {
    case 'anonymous':
      return mockCredentials.none.header();
    case 'service':
      return mockCredentials.service.header();
    default:
      return mockCredentials.user.header(userRef(role));
  }
}

/** Status, and how many items were let through where the answer has some. */
function outcomeOf({ status, body }: request.Response): string {
  const items: { resolved?: boolean }[] | undefined = body.items;
  const counts: { count: number }[] | undefined = body.facets?.phase;
  if (items) {
    const through = items.filter(({ resolved }) => resolved !== false);
    return `${status}/${through.length}`;
  }
  return counts
    ? `${status}/${counts.reduce((sum, { count }) => sum + count, 0)}`
    : String(status);
}

describe('T1: who may use which route', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let broker: Awaited<ReturnType<typeof createTestBroker>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    broker = await createTestBroker({
      knex,
      decide: async (permission, { principal }) => {
        const { type, userEntityRef = '' } = principal as {
          type: string;
          userEntityRef?: string;
        };
        return type === 'service'
          ? { result: AuthorizeResult.ALLOW }
          : decideAboutAgentTasks(permission, userInfo(userEntityRef));
      },
    });
    await knex('identity_states').insert({ identity_id: 'bot' });
    for (const [role, refs] of Object.entries(teams)) {
      broker.groups[userRef(role)] = refs;
    }
  });

  beforeEach(async () => {
    await knex('agent_tasks').delete();
    await knex('template_versions').update({ status: 'approved' });
  });

  /** A task of the requester's, made by the way that every task is made. */
  async function submitTask(change: Partial<TaskRow> = {}): Promise<TaskRow> {
    const credentials = mockCredentials.user(userRef('requester'));
    const { task } = await broker.service.submit(
      {
        template: 'migrate',
        entityRef: 'component:default/orders',
        parameters: { target: SECRET },
      },
      { credentials, actor: userRef('requester'), requestId: 'r' },
    );
    const [row] = await knex('agent_tasks')
      .where('id', task.id)
      .update({ owner_ref: 'group:default/owners', ...change })
      .returning('*');
    if (row.attempt_number > 0) {
      await knex('agent_task_attempts').insert({
        task_id: row.id,
        number: row.attempt_number,
        marker: randomUUID(),
        identity_id: 'bot',
        outcome: 'unknown',
        intent_at: new Date(),
      });
    }
    return row;
  }

  async function countRefusals(): Promise<number> {
    const [{ count }] = await knex('audit_events')
      .where('result', 'refused')
      .count();
    return Number(count);
  }

  it('has a row for every route of the contract', () => {
    const routes = Object.entries(spec.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(routeRows).sort()).toEqual(routes.sort());
  });

  const cells = Object.entries(routeRows).flatMap(([route, row]) => {
    const expected = row.expect.split(' ');
    return roles.map((role, index) => ({
      route,
      row,
      role,
      expected: expected[index],
    }));
  });

  it.each(cells)(
    '$route answers $role with $expected',
    async ({ route, row, role, expected }) => {
      const task = await submitTask(row.task);
      const params: Record<string, string> = {
        id: task.id,
        namespace: 'default',
        name: 'migrate',
        ...(await row.prepare?.(knex, task)),
      };
      const [method, template] = route.split(' ');
      const path = template.replace(/\{(\w+)\}/g, (_, name) => params[name]);
      const before = await knex('agent_tasks').select('*');
      const refusals = await countRefusals();
      const asked = request(broker.app)
        [method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'](
          `${path}${row.query ?? ''}`,
        )
        .set('authorization', authorizationOf(role));
      const response = await (row.body ? asked.send(row.body(task)) : asked);

      expect(outcomeOf(response)).toBe(expected);
      const through = /^2\d\d(\/[1-9]|$)/.test(expected);
      const after = await knex('agent_tasks').select('*');
      expect(through || after).toEqual(through || before);
      // not even that there is such a task is told
      const said = JSON.stringify(response.body);
      expect(!through && said.includes(SECRET)).toBe(false);
      // a missing permission is on the trail, once
      expect(expected !== '403' || (await countRefusals()) - refusals).toBe(
        expected !== '403' || 1,
      );
    },
  );
});

describe('the example of a permission policy', () => {
  it('decides about every permission of the plugin, as a module of the backend', async () => {
    let policy: PermissionPolicy | undefined;
    await startTestBackend({
      extensionPoints: [
        [
          policyExtensionPoint,
          {
            setPolicy: (set: PermissionPolicy) => {
              policy = set;
            },
          },
        ],
      ],
      features: [
        permissionModule,
        mockServices.userInfo.mock({
          getUserInfo: async () => userInfo(userRef('owner')),
        }).factory,
      ],
    });
    const credentials = mockCredentials.user(userRef('owner'));
    const results = await Promise.all(
      agentTasksPermissions.map(async permission => [
        permission.name,
        (
          await policy?.handle(
            { permission },
            { credentials, info: userInfo(userRef('owner')) },
          )
        )?.result,
      ]),
    );
    expect(Object.fromEntries(results)).toMatchObject({
      'agentTasks.task.create': 'ALLOW',
      'agentTasks.task.read': 'CONDITIONAL',
      'agentTasks.task.resolve': 'CONDITIONAL',
      'agentTasks.template.read': 'ALLOW',
      'agentTasks.identity.read': 'DENY',
    });
    const [create] = agentTasksPermissions;
    expect(await policy?.handle({ permission: create })).toEqual({
      result: AuthorizeResult.DENY,
    });
    expect(
      await policy?.handle({
        permission: { type: 'basic', name: 'catalog.x', attributes: {} },
      }),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });
});
