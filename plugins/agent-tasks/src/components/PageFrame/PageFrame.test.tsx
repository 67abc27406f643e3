import { screen } from '@testing-library/react';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { renderPortal } from '../../__testUtils__/renderPortal';

// in a file of its own: answers about permissions are cached by their name
describe('the sections of the plugin', () => {
  it('leave out what the reader may not see', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: '/agent-tasks',
      denied: ['agentTasks.identity.read', 'agentTasks.bypass.read'],
    });
    expect(await screen.findByText('No agent task yet')).toBeInTheDocument();
    for (const name of ['Identities', 'Past the portal']) {
      expect(screen.queryByRole('link', { name })).not.toBeInTheDocument();
    }
    expect(
      screen.getByRole('link', { name: 'Provenance' }),
    ).toBeInTheDocument();
  });
});
