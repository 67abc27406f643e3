import { screen, within } from '@testing-library/react';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { templates } from '../../../dev/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the templates page', () => {
  it('shows where each template stands, what it was used for, and its owner', async () => {
    const broker = new FixtureBroker([]);
    broker.templates = [
      {
        ...templates[0],
        ref: 'agenttasktemplate:default/rules',
        title: 'A house rule',
        type: 'include',
      },
      templates[0],
      { ...templates[1], sameVersionAs: 'sha256:1' },
      templates[2],
    ];
    renderPortal({ broker, path: '/agent-tasks/templates' });
    const table = await screen.findByRole('table', { name: 'Templates' });
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => within(row).getAllByRole('cell'));
    expect(rows.map(cells => cells[0].textContent)).toEqual([
      expect.stringContaining('First commit for a new service'),
      expect.stringContaining('Migrate a library'),
      expect.stringContaining('Prepare the release'),
      expect.stringContaining('Text that templates begin with'),
    ]);
    expect(rows[1].map(cell => cell.textContent).slice(1, 5)).toEqual([
      'Approved',
      '2.0.1',
      '61 tasks',
      '85% of 48',
    ]);
    expect(within(rows[1][3]).getByRole('link')).toHaveAttribute(
      'href',
      '/agent-tasks?template=agenttasktemplate%3Adefault%2Fmigrate-library',
    );
    expect(within(rows[1][0]).getByRole('link')).toHaveAttribute(
      'href',
      '/agent-tasks/templates/default/migrate-library',
    );
    expect(rows[0][1]).toHaveTextContent('Draft');
    expect(rows[0][2]).toHaveTextContent('Changed without a new version');
    expect(rows[2][1]).toHaveTextContent('Deprecated');
    expect(rows[2][4]).toHaveTextContent('No task ended yet');
  });

  it('says how to begin where there is none', async () => {
    const broker = new FixtureBroker([]);
    broker.templates = [];
    renderPortal({ broker, path: '/agent-tasks/templates' });
    expect(
      await screen.findByText('There is no template yet'),
    ).toBeInTheDocument();
  });

  it('offers to try again where the broker does not answer', async () => {
    const broker = new FixtureBroker([]);
    broker.outage = new Error('Failed to fetch');
    renderPortal({ broker, path: '/agent-tasks/templates' });
    expect(await screen.findByText('Failed to fetch')).toBeInTheDocument();
  });
});
