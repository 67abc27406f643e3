import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** All tasks. */
export const rootRouteRef = createRouteRef({ id: 'agent-tasks' });

/** One task. */
export const taskRouteRef = createSubRouteRef({
  id: 'agent-tasks/task',
  parent: rootRouteRef,
  path: '/:id',
});

/** Every template. */
export const templatesRouteRef = createSubRouteRef({
  id: 'agent-tasks/templates',
  parent: rootRouteRef,
  path: '/templates',
});

/** One template. */
export const templateRouteRef = createSubRouteRef({
  id: 'agent-tasks/template',
  parent: rootRouteRef,
  path: '/templates/:namespace/:name',
});

/** Pull requests that wait for people. */
export const reviewsRouteRef = createSubRouteRef({
  id: 'agent-tasks/reviews',
  parent: rootRouteRef,
  path: '/reviews',
});

/** Changes in many repositories. */
export const campaignsRouteRef = createSubRouteRef({
  id: 'agent-tasks/campaigns',
  parent: rootRouteRef,
  path: '/campaigns',
});

/** One of them. */
export const campaignRouteRef = createSubRouteRef({
  id: 'agent-tasks/campaign',
  parent: rootRouteRef,
  path: '/campaigns/:id',
});

/** Work that begins by itself. */
export const schedulesRouteRef = createSubRouteRef({
  id: 'agent-tasks/schedules',
  parent: rootRouteRef,
  path: '/schedules',
});

/** One schedule. */
export const scheduleRouteRef = createSubRouteRef({
  id: 'agent-tasks/schedule',
  parent: rootRouteRef,
  path: '/schedules/:id',
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

/** Where changes came from. */
export const provenanceRouteRef = createSubRouteRef({
  id: 'agent-tasks/provenance',
  parent: rootRouteRef,
  path: '/provenance',
});

/** Agent tasks that were started past the broker. */
export const bypassRouteRef = createSubRouteRef({
  id: 'agent-tasks/bypass',
  parent: rootRouteRef,
  path: '/bypass',
});

/** The tab on an entity's page. */
export const entityContentRouteRef = createRouteRef({
  id: 'agent-tasks/entity',
});
