import {
  AGENT_TASKS_SIGNAL_CHANNEL,
  AgentTasksSignal,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { ConfigReader } from '@backstage/core-app-api';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import agentTasksPlugin from '../src';
import { createBroker } from './createBroker';
import { entities } from './fixtures';

/**
 * The plugin in an app of the new frontend system, with a broker in memory.
 * Scenes: `empty`, `broken`, `denied`, `forbidden`, `stale`, `lively`,
 * `overdue`.
 */
export function createHarness(scene: string) {
  const listeners = new Set<(message: AgentTasksSignal) => void>();
  const broker = createBroker(scene, signal =>
    listeners.forEach(tell => tell(signal)),
  );
  const signals = {
    subscribe<T extends JsonObject>(
      channel: string,
      onMessage: (message: T) => void,
    ) {
      const tell = onMessage as unknown as (message: AgentTasksSignal) => void;
      if (channel === AGENT_TASKS_SIGNAL_CHANNEL) {
        listeners.add(tell);
      }
      return { unsubscribe: () => listeners.delete(tell) };
    },
  };
  const permissions = {
    async authorize() {
      return {
        result:
          scene === 'forbidden' ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      };
    },
  } as const;

  return createApp({
    advanced: {
      configLoader: async () => ({
        config: ConfigReader.fromConfigs([
          {
            context: 'harness',
            data: {
              app: {
                title: 'Agent tasks',
                baseUrl: 'http://localhost:3000',
                extensions: [
                  { 'sign-in-page:app': false },
                  'entity-card:agent-tasks',
                ],
              },
              backend: { baseUrl: 'http://localhost:7007' },
              organization: { name: 'Acme' },
            },
          },
        ]),
      }),
    },
    features: [
      catalogPlugin,
      agentTasksPlugin.withOverrides({
        extensions: [
          agentTasksPlugin.getExtension('api:agent-tasks').override({
            params: defineParams =>
              defineParams({
                api: agentTasksApiRef,
                deps: {},
                factory: () => broker,
              }),
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'app',
        extensions: [
          ApiBlueprint.make({
            name: 'permission',
            params: defineParams =>
              defineParams({
                api: permissionApiRef,
                deps: {},
                factory: () => permissions,
              }),
          }),
          ApiBlueprint.make({
            name: 'signals',
            params: defineParams =>
              defineParams({
                api: signalApiRef,
                deps: {},
                factory: () => signals,
              }),
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'catalog',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: catalogApiRef,
                deps: {},
                factory: () => new InMemoryCatalogClient({ entities }),
              }),
          }),
        ],
      }),
    ],
  }).createRoot();
}
