import { AgentTasksClient } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { AgentTasksIcon } from './components/AgentTasksIcon';
import { isAgentCampaignsAvailable } from './isAgentCampaignsAvailable';
import { isAgentTasksAvailable } from './isAgentTasksAvailable';
import { entityContentRouteRef, rootRouteRef } from './routes';

const agentTasksApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: agentTasksApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AgentTasksClient(deps),
    }),
});

const agentTasksPage = PageBlueprint.make({
  params: {
    path: '/agent-tasks',
    title: 'Agent tasks',
    icon: <AgentTasksIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/AgentTasksPage').then(m => (
        <m.AgentTasksPage frame="plugin" />
      )),
  },
});

const entityAgentTasksCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: isAgentTasksAvailable,
    loader: () =>
      import('./components/EntityAgentTasksCard').then(m => (
        <m.EntityAgentTasksCard />
      )),
  },
});

const entityCampaignsCard = EntityCardBlueprint.make({
  name: 'campaigns',
  params: {
    type: 'content',
    filter: isAgentCampaignsAvailable,
    loader: () =>
      import('./components/GroupCampaignsCard').then(m => (
        <m.GroupCampaignsCard />
      )),
  },
});

const entityAgentTasksContent = EntityContentBlueprint.make({
  params: {
    path: '/agent-tasks',
    title: 'Agent tasks',
    group: 'development',
    icon: <AgentTasksIcon fontSize="inherit" />,
    routeRef: entityContentRouteRef,
    filter: isAgentTasksAvailable,
    loader: () =>
      import('./components/EntityAgentTasksContent').then(m => (
        <m.EntityAgentTasksContent />
      )),
  },
});

const needsYou = HomePageWidgetBlueprint.make({
  name: 'needs-you',
  params: {
    title: 'Needs you',
    description: 'Agent tasks that wait for you and your groups.',
    components: () =>
      import('./components/NeedsYou').then(m => ({
        Content: () => <m.NeedsYou />,
      })),
  },
});

/**
 * The agent-tasks plugin for the new frontend system: API, pages, entity
 * cards, entity tab and a widget of the home page.
 *
 * @public
 */
export default createFrontendPlugin({
  pluginId: 'agent-tasks',
  title: 'Agent tasks',
  icon: <AgentTasksIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  extensions: [
    agentTasksApi,
    agentTasksPage,
    entityAgentTasksCard,
    entityCampaignsCard,
    entityAgentTasksContent,
    needsYou,
  ],
});
