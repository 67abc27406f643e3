import { screen } from '@testing-library/react';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the sections of the plugin', () => {
  it('leave out what the reader may not see', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: '/agent-tasks',
      denied: ['agentTasks.identity.read', 'agentTasks.bypass.read'],
    });
    expect(
      await screen.findByRole('link', { name: 'Provenance' }),
    ).toBeInTheDocument();
    for (const name of ['Identities', /Past/]) {
      expect(screen.queryByRole('link', { name })).not.toBeInTheDocument();
    }
  });
});
