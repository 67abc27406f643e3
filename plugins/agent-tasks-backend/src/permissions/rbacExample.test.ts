import {
  agentTasksPermissions,
  RESOURCE_TYPE_AGENT_TASK,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTaskPermissionRules } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
// what administrators copy is what is tested, and it is no package
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  AGENT_TASK_ADMINS,
  decideAboutAgentTasks,
} from '../../../../examples/permission-policy/decideAboutAgentTasks';

const examples = join(__dirname, '../../../../examples');
const read = (file: string) => readFileSync(join(examples, file), 'utf8');

const lines = read('rbac/policies.csv')
  .split('\n')
  .filter(Boolean)
  .map(line => line.split(',').map(cell => cell.trim()));
const policies = lines
  .filter(([type]) => type === 'p')
  .map(([, role, permission, action, effect]) => ({
    role,
    permission,
    action,
    effect,
  }));
const roleOf = new Map(
  lines
    .filter(([type]) => type === 'g')
    .map(([, group, role]) => [group, role]),
);

type Rule = { rule: string; resourceType: string; params: object };
const conditional: {
  roleEntityRef: string;
  pluginId: string;
  resourceType: string;
  permissionMapping: string[];
  conditions: { anyOf: Rule[] };
}[] = parseAllDocuments(read('rbac/conditional-policies.yaml'))
  .map(document => document.toJS())
  .filter(Boolean);

/** What the files say to a permission; resources answer to their type's name. */
function answer(role: string, permission: Permission): AuthorizeResult {
  const { name, attributes } = permission;
  const type = isResourcePermission(permission, RESOURCE_TYPE_AGENT_TASK)
    ? permission.resourceType
    : undefined;
  const mine = <T extends { action?: string }>(policy: T) =>
    policy.action === attributes.action;
  if (
    conditional.some(
      policy =>
        policy.roleEntityRef === role &&
        policy.resourceType === type &&
        policy.permissionMapping.some(action => mine({ action })),
    )
  ) {
    return AuthorizeResult.CONDITIONAL;
  }
  return policies.some(
    policy =>
      policy.role === role &&
      [name, type].includes(policy.permission) &&
      mine(policy),
  )
    ? AuthorizeResult.ALLOW
    : AuthorizeResult.DENY;
}

describe('the example for role-based access control', () => {
  it.each([AGENT_TASK_ADMINS, 'group:default/payments'])(
    'says of %s what the example policy in code says',
    group => {
      const user = {
        userEntityRef: 'user:default/ada',
        ownershipEntityRefs: ['user:default/ada', group],
      };
      for (const permission of agentTasksPermissions) {
        expect({
          [permission.name]: answer(roleOf.get(group) ?? '', permission),
        }).toEqual({
          [permission.name]: decideAboutAgentTasks(permission, user)?.result,
        });
      }
    },
  );

  it('names nothing that does not exist', () => {
    const known = agentTasksPermissions.flatMap(permission => [
      permission.name,
      ...(isResourcePermission(permission) ? [permission.resourceType] : []),
    ]);
    for (const { permission, effect } of policies) {
      expect(known).toContain(permission);
      expect(effect).toBe('allow');
    }
    const groups = parseAllDocuments(read('org.yaml'))
      .map(document => document.toJS())
      .filter(({ kind }) => kind === 'Group')
      .map(({ metadata }) => `group:default/${metadata.name}`);
    expect(groups).toEqual(expect.arrayContaining([...roleOf.keys()]));
  });

  it('gives rules the parameters that they take', async () => {
    const rules = Object.values(agentTaskPermissionRules);
    expect(conditional).toHaveLength(1);
    for (const { pluginId, conditions } of conditional) {
      expect(pluginId).toBe('agent-tasks');
      for (const { rule, resourceType, params } of conditions.anyOf) {
        const found = rules.find(({ name }) => name === rule);
        expect(resourceType).toBe(RESOURCE_TYPE_AGENT_TASK);
        const checked = await found?.paramsSchema?.['~standard'].validate(
          params,
        );
        expect(checked).toEqual({ value: params });
      }
    }
  });
});
