import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../dev/FixtureBroker';
import { task } from '../dev/fixtures';
import { manyTasks } from '../dev/manyTasks';
import { renderPortal } from './__testUtils__/renderPortal';

describe('the plugin in the new frontend system', () => {
  it('adds page, card and tab, and links them', async () => {
    const { address } = renderPortal({
      broker: new FixtureBroker([task(1, 'needs-attention')]),
      path: '/catalog/default/component/payments',
    });
    const lines = await screen.findByRole('list', {
      name: 'Tasks on their way',
    });
    expect(
      within(lines).getByRole('link', { name: /^Answer on GitHub/ }),
    ).toHaveAttribute('href', 'https://github.com/acme/payments/tasks/1');

    await userEvent.click(screen.getByRole('link', { name: /^All tasks/ }));
    expect(
      await screen.findByRole('table', { name: 'Agent tasks' }),
    ).toBeInTheDocument();
    expect(address()).toBe('/catalog/default/component/payments/agent-tasks');

    await userEvent.click(
      await screen.findByRole('link', { name: 'Migrate to Node 24' }),
    );
    expect(
      await screen.findByText('Waiting for alice to answer on GitHub.'),
    ).toBeInTheDocument();
    expect(address()).toBe('/agent-tasks/00000000-0000-4000-8000-000000000001');
  });

  it('stays away from entities without a repository', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: '/catalog/default/component/handbook',
    });
    expect(
      await screen.findByRole('heading', { name: 'handbook' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { name: 'Agent tasks' }),
    ).not.toBeInTheDocument();
  });

  it('offers fitting templates where nothing was ever asked for', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: '/catalog/default/component/payments',
    });
    await userEvent.click(
      (
        await screen.findAllByRole('button', { name: 'Use' })
      )[0],
    );
    expect(await screen.findByLabelText(/Migration target/)).toHaveValue(
      'node-24',
    );
  });

  it('shows many tasks a page at a time', async () => {
    const { address } = renderPortal({
      broker: new FixtureBroker(manyTasks(120)),
      path: '/agent-tasks',
    });
    expect(await screen.findByText('120 tasks')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(address()).toBe('/agent-tasks?cursor=50');
    expect(
      await screen.findByRole('button', { name: 'Previous' }),
    ).toBeEnabled();
  });
});
