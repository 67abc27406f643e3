import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { agentTaskResourceRef } from './agentTaskResourceRef';

const isRequester = createPermissionRule({
  name: 'IS_REQUESTER',
  description: 'Allow for tasks that one of the users has asked for',
  resourceRef: agentTaskResourceRef,
  paramsSchema: z.object({
    userRefs: z
      .array(z.string())
      .describe('Entity references of users, e.g. user:default/alice'),
  }),
  apply: (task, { userRefs }) => userRefs.includes(task.requestedBy),
  toQuery: ({ userRefs }) => ({ field: 'requestedBy', values: userRefs }),
});

const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description: 'Allow for tasks of entities that one of the claims owns',
  resourceRef: agentTaskResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of owners, e.g. group:default/team-a'),
  }),
  apply: (task, { claims }) =>
    task.owner !== undefined && claims.includes(task.owner),
  toQuery: ({ claims }) => ({ field: 'owner', values: claims }),
});

/**
 * Rules that a permission policy may use for tasks.
 *
 * @public
 */
export const agentTaskPermissionRules = { isRequester, isEntityOwner };
