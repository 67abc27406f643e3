import { AgentTasksClient } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import type { JSX } from 'react';
import { entityContentRouteRef, rootRouteRef } from './routes';

/**
 * The agent-tasks plugin for the legacy frontend system.
 *
 * @public
 */
export const agentTasksPlugin = createPlugin({
  id: 'agent-tasks',
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  apis: [
    createApiFactory({
      api: agentTasksApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AgentTasksClient(deps),
    }),
  ],
});

/**
 * All tasks, and each task under its id; mount it at `/agent-tasks`.
 *
 * @public
 */
export const AgentTasksPage: () => JSX.Element = agentTasksPlugin.provide(
  createRoutableExtension({
    name: 'AgentTasksPage',
    component: () =>
      import('./components/AgentTasksPage').then(m => m.AgentTasksPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The tab of an entity's page.
 *
 * @public
 */
export const EntityAgentTasksContent: () => JSX.Element =
  agentTasksPlugin.provide(
    createRoutableExtension({
      name: 'EntityAgentTasksContent',
      component: () =>
        import('./components/EntityAgentTasksContent').then(
          m => m.EntityAgentTasksContent,
        ),
      mountPoint: entityContentRouteRef,
    }),
  );

/**
 * The card of an entity's overview.
 *
 * @public
 */
export const EntityAgentTasksCard: () => JSX.Element = agentTasksPlugin.provide(
  createComponentExtension({
    name: 'EntityAgentTasksCard',
    component: {
      lazy: () =>
        import('./components/EntityAgentTasksCard').then(
          m => m.EntityAgentTasksCard,
        ),
    },
  }),
);

/**
 * Campaigns in what a group or a user owns, for its overview.
 *
 * @public
 */
export const EntityAgentCampaignsCard: () => JSX.Element =
  agentTasksPlugin.provide(
    createComponentExtension({
      name: 'EntityAgentCampaignsCard',
      component: {
        lazy: () =>
          import('./components/GroupCampaignsCard').then(
            m => m.GroupCampaignsCard,
          ),
      },
    }),
  );

/**
 * What waits for the reader and their groups, for a home page.
 *
 * @public
 */
export const AgentTasksNeedsYouCard: () => JSX.Element =
  agentTasksPlugin.provide(
    createComponentExtension({
      name: 'AgentTasksNeedsYouCard',
      component: {
        lazy: () => import('./components/NeedsYou').then(m => m.NeedsYouCard),
      },
    }),
  );
