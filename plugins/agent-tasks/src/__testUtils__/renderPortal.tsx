import { agentTasksApiRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { AppRootWrapperBlueprint } from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ReactNode } from 'react';
import { Location, useLocation } from 'react-router-dom';
import { SWRConfig } from 'swr';
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
  const answers = new Map();
  /** Backstage keeps answers about permissions in a cache of the whole page. */
  function OwnCache({ children }: { children?: ReactNode }) {
    return (
      <SWRConfig value={{ provider: () => answers }}>{children}</SWRConfig>
    );
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
          AppRootWrapperBlueprint.make({
            name: 'cache',
            params: { component: OwnCache },
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
