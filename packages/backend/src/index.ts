import { createBackend } from '@backstage/backend-defaults';
import { explainStartFailure } from './explainStartFailure';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-proxy-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

// sign-in
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('./authModuleDemoPeople'));

// permissions: the demonstration allows everything
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

// catalog
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(
  import('@agent-tasks/backstage-plugin-catalog-backend-module-agent-tasks'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

// scaffolder
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(
  import('@agent-tasks/backstage-plugin-scaffolder-backend-module-agent-tasks'),
);

// the broker
backend.add(import('@agent-tasks/backstage-plugin-agent-tasks-backend'));

// events from GitHub's webhooks, signals and notifications to the browser
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-events-backend-module-github'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));

// search
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

// actions of all plugins as MCP tools
backend.add(import('@backstage/plugin-mcp-actions-backend'));

// what failed has been logged; a backend that lacks a part must not stay half alive
backend.start().catch(error => {
  const sentence = explainStartFailure(error);
  if (sentence) {
    process.stderr.write(`${sentence}\n`);
  }
  process.exit(1);
});
