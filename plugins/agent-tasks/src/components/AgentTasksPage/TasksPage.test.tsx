/* eslint-disable no-script-url -- what must not become a link */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { minutesAgo, task } from '../../../dev/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

function threeTasks() {
  return new FixtureBroker([
    task(1, 'failed', { title: 'Bump logging library' }),
    task(2, 'failed', { title: 'Migrate to Node 24' }),
    task(3, 'queued', { title: 'Prepare release' }),
  ]);
}

async function titles() {
  const table = await screen.findByRole('table', { name: 'Agent tasks' });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('link')[0].textContent);
}

describe('the tasks page', () => {
  it('reads its whole state from the address', async () => {
    renderPortal({
      broker: threeTasks(),
      path: '/agent-tasks?phase=failed&text=node&sort=-title',
    });
    await waitFor(async () =>
      expect(await titles()).toEqual(['Migrate to Node 24']),
    );
    expect(screen.getByRole('checkbox', { name: /^Failed/ })).toBeChecked();
    expect(screen.getByRole('textbox', { name: /^Search title/ })).toHaveValue(
      'node',
    );
    expect(screen.getByRole('columnheader', { name: 'Task' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  it('says that a link has narrowed it to stale words', async () => {
    renderPortal({
      broker: threeTasks(),
      path: '/agent-tasks?drift=stale-open&drift=nonsense',
    });
    expect(
      await screen.findByText('Open with stale words'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/nonsense/)).not.toBeInTheDocument();
  });

  it('writes choices, words and order into the address', async () => {
    const { address } = renderPortal({
      broker: threeTasks(),
      path: '/agent-tasks?cursor=50',
    });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /^Failed/ }),
    );
    expect(address()).toBe('/agent-tasks?phase=failed');
    await userEvent.click(screen.getByRole('button', { name: 'Task' }));
    expect(address()).toBe('/agent-tasks?phase=failed&sort=title');
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Search title/ }),
      'log',
    );
    await waitFor(() =>
      expect(address()).toBe('/agent-tasks?phase=failed&sort=title&text=log'),
    );
    await waitFor(async () =>
      expect(await titles()).toEqual(['Bump logging library']),
    );
  });

  it('leads from a figure to the very tasks that it counts', async () => {
    const broker = new FixtureBroker([
      task(1, 'done', { title: 'Merged today' }),
      task(2, 'done', {
        title: 'Merged long ago',
        phaseSince: minutesAgo(20_000),
      }),
      task(3, 'awaiting-approval', { title: 'Asks for approval' }),
    ]);
    const { address } = renderPortal({ broker, path: '/agent-tasks' });
    const merged = await screen.findByRole('button', {
      name: /1\s*Merged in 7 days/,
    });
    await userEvent.click(merged);
    expect(address()).toBe('/agent-tasks?phase=done&within=7');
    await waitFor(async () => expect(await titles()).toEqual(['Merged today']));
    expect(merged).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(
      screen.getByRole('button', { name: /Need attention/ }),
    );
    expect(address()).toBe(
      '/agent-tasks?phase=needs-attention&phase=awaiting-approval',
    );
    await waitFor(async () =>
      expect(await titles()).toEqual(['Asks for approval']),
    );
  });

  it('says what a bulk retry will do, does it, and leaves the rest', async () => {
    const broker = threeTasks();
    renderPortal({ broker, path: '/agent-tasks' });
    await userEvent.click(
      await screen.findByRole('checkbox', {
        name: 'Select all on this page',
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Retry…' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Retry 3 tasks?',
    });
    expect(
      await within(dialog).findByText(/then 2 new attempts are queued/),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('group', { name: '1 task stays as it is' }),
    ).toHaveTextContent('Prepare release: Only a task that has ended');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Retry 2 tasks' }),
    );
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(broker.tasks.map(item => item.phase)).toEqual([
      'queued',
      'queued',
      'queued',
    ]);
  });

  it('says why nothing can be done to any of the selected rows', async () => {
    const forbidden = {
      allowed: false,
      reason: 'You may not retry this task.',
    };
    const broker = threeTasks();
    broker.tasks = broker.tasks.map(item => ({
      ...item,
      actions: { ...item.actions, retry: forbidden },
    }));
    renderPortal({ broker, path: '/agent-tasks' });
    await userEvent.click(
      await screen.findByRole('checkbox', {
        name: 'Select all on this page',
      }),
    );
    const retry = screen.getByRole('button', { name: 'Retry…' });
    expect(retry).toHaveAttribute('aria-disabled', 'true');
    expect(retry).toHaveAccessibleDescription('You may not retry this task.');
    await userEvent.click(retry);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('T6: offers no way out of GitHub in the menu of a row', async () => {
    renderPortal({
      broker: new FixtureBroker([
        task(98, 'in-review', {
          githubTask: { id: '1', url: 'javascript:alert(1)' },
          pullRequest: undefined,
        }),
      ]),
      path: '/agent-tasks?phase=in-review',
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Actions for Migrate to Node 24',
      }),
    );
    const menu = await screen.findByRole('menu');
    expect(
      [...menu.querySelectorAll('a')].map(link => link.getAttribute('href')),
    ).toEqual(['https://github.com/acme/payments']);
  });

  it('says why an action of a row cannot be taken', async () => {
    renderPortal({
      // an id of its own: answers about permissions are cached by id
      broker: new FixtureBroker([task(99, 'failed')]),
      path: '/agent-tasks?phase=failed',
      denied: ['agentTasks.task.retry'],
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Actions for Migrate to Node 24',
      }),
    );
    expect(
      await screen.findByRole('menuitem', {
        name: /Retry…\s*You do not have the permission/,
      }),
    ).toHaveAttribute('aria-disabled', 'true');
  });

  it('keeps the rows and says how old they are when the backend is gone', async () => {
    const broker = threeTasks();
    renderPortal({ broker, path: '/agent-tasks' });
    expect(await titles()).toHaveLength(3);
    broker.outage = new Error('down');
    expect(
      await screen.findByText(/The agent-tasks backend does not answer/),
    ).toBeInTheDocument();
    expect(await titles()).toHaveLength(3);
  });

  it('tells nothing matches from nothing there', async () => {
    renderPortal({ broker: threeTasks(), path: '/agent-tasks?text=zebra' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear search and filters' }),
    );
    await waitFor(async () => expect(await titles()).toHaveLength(3));
  });
});
