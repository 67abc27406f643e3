import { agentTasksApiRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Location, useLocation } from 'react-router-dom';
import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import { entities } from '../../dev/fixtures';
import type { FixtureBroker } from '../../dev/FixtureBroker';
import agentTasksPlugin from '..';

/**
 * The plugin in an app of the new frontend system, beside the catalog, at a
 * path; answers how to read the address.
 */
export function renderPortal(options: {
  broker: FixtureBroker;
  path: string;
  /** Names of permissions that are denied. */
  denied?: string[];
  /** The demo's entities unless given. */
  catalog?: CatalogApi;
}) {
  const {
    broker,
    path,
    denied = [],
    catalog = new InMemoryCatalogClient({ entities }),
  } = options;
  const current: { location?: Location } = {};
  function Probe() {
    current.location = useLocation();
    return null;
  }
  renderTestApp({
    features: [
      catalogPlugin,
      agentTasksPlugin,
      createFrontendModule({
        pluginId: 'app',
        extensions: [
          AppRootElementBlueprint.make({
            name: 'probe',
            params: { element: <Probe /> },
          }),
        ],
      }),
    ],
    initialRouteEntries: [path],
    apis: [
      [agentTasksApiRef, broker],
      [catalogApiRef, catalog],
      mockApis.permission({
        authorize: ({ permission }) =>
          denied.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    ],
  });
  return {
    address: () => `${current.location?.pathname}${current.location?.search}`,
  };
}
