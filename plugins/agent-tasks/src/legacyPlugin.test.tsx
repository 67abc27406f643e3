import { agentTasksApiRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { FlatRoutes } from '@backstage/core-app-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { FixtureBroker } from '../dev/FixtureBroker';
import { entities, task } from '../dev/fixtures';
import * as legacy from './legacy';

const { AgentTasksPage, EntityAgentTasksCard, EntityAgentTasksContent } =
  legacy;

function renderLegacyApp(path: string, options?: { withoutTab: boolean }) {
  const broker = new FixtureBroker([
    task(1, 'running'),
    task(2, 'failed', { title: 'Bump logging library' }),
  ]);
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [agentTasksApiRef, broker],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <FlatRoutes>
        <Route path="/agent-tasks" element={<AgentTasksPage />} />
        <Route
          path="/entity"
          element={
            <EntityProvider entity={entities[0]}>
              <EntityAgentTasksCard />
            </EntityProvider>
          }
        />
        {!options?.withoutTab && (
          <Route
            path="/tab"
            element={
              <EntityProvider entity={entities[0]}>
                <EntityAgentTasksContent />
              </EntityProvider>
            }
          />
        )}
      </FlatRoutes>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('the plugin in the legacy frontend system', () => {
  it('has no default export, which the new system would take for its plugin', () => {
    expect(legacy).not.toHaveProperty('default');
  });

  it('provides the pages', async () => {
    await renderLegacyApp('/agent-tasks');
    expect(
      await screen.findByRole('heading', { name: 'Tasks' }),
    ).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('link', { name: 'Bump logging library' }),
    );
    expect(
      await screen.findByText(/payments-team decides whether to retry/),
    ).toBeInTheDocument();
  });

  it('provides the tab', async () => {
    await renderLegacyApp('/tab');
    expect(await screen.findByText('2 tasks')).toBeInTheDocument();
  });

  it('provides the card, which leads to the tab', async () => {
    await renderLegacyApp('/entity');
    expect(
      await screen.findByRole('link', { name: /^All tasks/ }),
    ).toHaveAttribute('href', '/tab');
  });

  it('leads to the tasks page from the card of an app without the tab', async () => {
    await renderLegacyApp('/entity', { withoutTab: true });
    expect(
      await screen.findByRole('link', { name: /^All tasks/ }),
    ).toHaveAttribute(
      'href',
      '/agent-tasks?entityRef=component%3Adefault%2Fpayments',
    );
  });
});
