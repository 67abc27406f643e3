import { agentTasksApiRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { FlatRoutes } from '@backstage/core-app-api';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { identityApiRef } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { FixtureBroker } from '../dev/FixtureBroker';
import { entities, task } from '../dev/fixtures';
import * as legacy from './legacy';

const {
  AgentTasksNeedsYouCard,
  AgentTasksPage,
  EntityAgentCampaignsCard,
  EntityAgentTasksCard,
  EntityAgentTasksContent,
} = legacy;

function renderLegacyApp(path: string, options?: { withoutTab: boolean }) {
  const broker = new FixtureBroker([
    task(1, 'running'),
    task(2, 'failed', { title: 'Bump logging library' }),
  ]);
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [agentTasksApiRef, broker],
        [catalogApiRef, new InMemoryCatalogClient({ entities })],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/alice',
            ownershipEntityRefs: [broker.tasks[0].owner ?? ''],
          }),
        ],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <FlatRoutes>
        <Route path="/agent-tasks" element={<AgentTasksPage />} />
        <Route
          path="/group"
          element={
            <EntityProvider
              entity={
                entities.find(
                  ({ metadata }) => metadata.name === 'payments-team',
                )!
              }
            >
              <EntityAgentCampaignsCard />
            </EntityProvider>
          }
        />
        <Route path="/home" element={<AgentTasksNeedsYouCard />} />
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

  it('provides the campaigns of a group', async () => {
    await renderLegacyApp('/group');
    const list = await screen.findByRole('list', {
      name: 'Campaigns in owned components',
    });
    expect(
      await within(list).findByText('Node 24 everywhere'),
    ).toBeInTheDocument();
  });

  it('provides what waits for the reader', async () => {
    await renderLegacyApp('/home');
    const list = await screen.findByRole('list', { name: 'Needs you' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    expect(list).toHaveTextContent('Bump logging library');
    expect(
      screen.getByRole('link', { name: 'Agent pull requests' }),
    ).toHaveAttribute('href', '/agent-tasks/reviews');
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
