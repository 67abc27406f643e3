import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { heldTask, task, taskId } from '../../../dev/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('deciding about launches whose outcome stayed unknown', () => {
  it('takes the link of the task that a person has found', async () => {
    const broker = new FixtureBroker([heldTask(21)]);
    renderPortal({ broker, path: `/agent-tasks/${taskId(21)}` });
    expect(
      await screen.findByRole('region', { name: 'What happens next' }),
    ).toHaveTextContent(/GitHub did not say whether it started the task/);
    // until the permission is known, the button says that it is being asked
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Decide…' }),
      ).not.toHaveAttribute('aria-disabled'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Decide…' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Was this task started?' }),
    );
    expect(await dialog.findByText(/the work is done twice/)).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Decide' })).toBeDisabled();
    await userEvent.click(
      dialog.getByRole('radio', { name: /It was started/ }),
    );
    const link = dialog.getByRole('textbox', { name: /^Link or id/ });
    const confirm = dialog.getByRole('button', { name: 'Follow this task' });
    await userEvent.type(link, 'https://github.com/acme/payments/pull/31');
    expect(confirm).toBeDisabled();
    expect(link).toHaveAccessibleDescription(/neither the link nor the id/);
    await userEvent.clear(link);
    await userEvent.type(link, 'https://github.com/acme/payments/tasks/ab-12');
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(broker.resolutions).toEqual([
      { ids: [taskId(21)], action: 'mark-launched', githubTaskId: 'ab-12' },
    ]);
    const next = screen.getByRole('region', { name: 'What happens next' });
    await waitFor(() => expect(next).toHaveTextContent('Running'));
  });

  it('launches many again and says what became of each', async () => {
    const broker = new FixtureBroker([
      heldTask(31, { title: 'Held one' }),
      heldTask(32, { title: 'Held two' }),
      task(33, 'running', { title: 'At work' }),
    ]);
    renderPortal({ broker, path: '/agent-tasks' });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Select all on this page' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Decide…' }));
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Were these 3 tasks started?',
      }),
    );
    expect(
      await dialog.findByRole('group', { name: '1 task stays as it is' }),
    ).toHaveTextContent('At work: Whether the task was started is known.');
    expect(
      dialog.getByRole('radio', { name: /It was started/ }),
    ).toBeDisabled();
    await userEvent.click(dialog.getByRole('radio', { name: /launch again/ }));
    await userEvent.type(
      dialog.getByRole('textbox', { name: 'Reason' }),
      'GitHub was down',
    );
    // found meanwhile by the backend
    broker.tasks = broker.tasks.map(item =>
      item.title === 'Held two'
        ? {
            ...item,
            actions: {
              ...item.actions,
              resolve: { allowed: false, reason: 'It was found meanwhile.' },
            },
          }
        : item,
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Launch 2 tasks again' }),
    );
    const results = await dialog.findByRole('list', {
      name: 'What became of each task',
    });
    const lines = within(results).getAllByRole('listitem');
    expect(lines.map(line => line.textContent)).toEqual([
      'Held oneDone as you said.',
      'Held twoIt was found meanwhile.',
    ]);
    expect(broker.resolutions).toEqual([
      {
        ids: [taskId(31), taskId(32)],
        action: 'relaunch',
        reason: 'GitHub was down',
      },
    ]);
  });

  it('is for those who may, and says so to the others', async () => {
    renderPortal({
      broker: new FixtureBroker([heldTask(41)]),
      path: `/agent-tasks/${taskId(41)}`,
      denied: ['agentTasks.task.resolve'],
    });
    await screen.findByRole('button', { name: 'Decide…' });
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Decide…' }),
      ).toHaveAccessibleDescription(
        'You do not have the permission to decide about this task.',
      ),
    );
  });
});
