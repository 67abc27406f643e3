import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** All tasks. */
export const rootRouteRef = createRouteRef({ id: 'agent-tasks' });

/** One task. */
export const taskRouteRef = createSubRouteRef({
  id: 'agent-tasks/task',
  parent: rootRouteRef,
  path: '/:id',
});

/** The health of the automation identities. */
export const identitiesRouteRef = createSubRouteRef({
  id: 'agent-tasks/identities',
  parent: rootRouteRef,
  path: '/identities',
});

/** The audit trail. */
export const auditRouteRef = createSubRouteRef({
  id: 'agent-tasks/audit',
  parent: rootRouteRef,
  path: '/audit',
});

/** The tab on an entity's page. */
export const entityContentRouteRef = createRouteRef({
  id: 'agent-tasks/entity',
});
