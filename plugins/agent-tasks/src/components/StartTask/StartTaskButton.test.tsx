import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('StartTaskButton', () => {
  it('says why to those who may not start tasks', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: '/agent-tasks',
      denied: ['agentTasks.task.create'],
    });
    const name = { name: 'Start a task' };
    await waitFor(() =>
      expect(
        screen.getAllByRole('button', name)[0],
      ).toHaveAccessibleDescription(
        'You do not have the permission to start agent tasks.',
      ),
    );
    await userEvent.click(screen.getAllByRole('button', name)[0]);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
