import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { minutesAgo, pullRequest, task } from '../../../dev/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { usableButton } from '../../__testUtils__/usableButton';

const merged = {
  state: 'merged' as const,
  mergedAt: minutesAgo(5),
  mergeCommit: 'abcdef0123456789',
};

function threeTasks() {
  return new FixtureBroker([
    task(1, 'done', {
      title: 'Bump logging library',
      ticket: 'OPS-1',
      pullRequest: pullRequest(merged),
    }),
    task(2, 'in-review', {
      title: 'Migrate to Node 24',
      pullRequest: pullRequest({ number: 32, url: 'https://x/pull/32' }),
    }),
    task(3, 'failed', { title: 'Prepare release' }),
  ]);
}

const rows = async () =>
  within(await screen.findByRole('table', { name: 'Where changes came from' }))
    .getAllByRole('row')
    .slice(1);

const count = (name: string) => {
  const counts = within(screen.getByRole('region', { name: 'Counts' }));
  return counts.getByText(name).parentElement?.textContent;
};

describe('the provenance page', () => {
  it('answers counts first, then tasks with pull requests and merge commits', async () => {
    renderPortal({ broker: threeTasks(), path: '/agent-tasks/provenance' });
    expect(await rows()).toHaveLength(3);
    expect(count('Tasks')).toContain('3');
    expect(count('Repositories')).toContain('1');
    expect(count('Pull requests')).toContain('2');
    expect(count('Merged')).toContain('1');
    const done = screen.getByRole('row', { name: /Bump logging library/ });
    expect(
      within(done).getByRole('link', { name: 'Bump logging library' }),
    ).toBeInTheDocument();
    expect(done).toHaveTextContent('merged');
    expect(within(done).getByTitle('abcdef0123456789')).toHaveTextContent(
      'abcdef0123',
    );
  });

  it('reads the question from the address, and opens a row to its prompt', async () => {
    renderPortal({
      broker: threeTasks(),
      path: '/agent-tasks/provenance?commit=abcdef0',
    });
    expect(await rows()).toHaveLength(1);
    expect(screen.getByRole('textbox', { name: 'Merge commit' })).toHaveValue(
      'abcdef0',
    );
    const toggle = screen.getByRole('button', {
      name: 'Details of Bump logging library',
    });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    const prompt = await screen.findByRole('region', { name: 'Prompt' });
    expect(
      await within(prompt).findByText(/is data from the service catalog/),
    ).toBeInTheDocument();
    expect(screen.getByText('gpt-5')).toBeInTheDocument();
  });

  it('writes the question into the address, and can take it back', async () => {
    const { address } = renderPortal({
      broker: threeTasks(),
      path: '/agent-tasks/provenance?cursor=50',
    });
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Ticket' }),
      'OPS-2',
    );
    await waitFor(() =>
      expect(address()).toBe('/agent-tasks/provenance?ticket=OPS-2'),
    );
    expect(await screen.findByText('No task matches')).toBeInTheDocument();
    const [clear] = screen.getAllByRole('button', {
      name: 'Clear all filters',
    });
    await userEvent.click(clear);
    expect(address()).toBe('/agent-tasks/provenance');
    expect(await rows()).toHaveLength(3);
  });

  it('exports the whole question, not the page', async () => {
    URL.createObjectURL = jest.fn(() => 'blob:x');
    URL.revokeObjectURL = jest.fn();
    const broker = threeTasks();
    renderPortal({
      broker,
      path: '/agent-tasks/provenance?ticket=OPS-1&from=2026-01-01&to=2026-01-31',
    });
    await userEvent.click(await usableButton('Export CSV'));
    expect(
      await screen.findByText('The export was downloaded'),
    ).toBeInTheDocument();
    expect(broker.exported).toEqual([
      {
        format: 'csv',
        query: expect.objectContaining({
          ticket: ['OPS-1'],
          from: new Date(2026, 0, 1).toISOString(),
          to: new Date(2026, 1, 1).toISOString(),
        }),
      },
    ]);
    expect(URL.createObjectURL).toHaveBeenCalledTimes(1);
  });

  it('says what it is for where there is nothing, and what is wrong where it fails', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: '/agent-tasks/provenance' });
    expect(await screen.findByText('Nothing to trace yet')).toBeInTheDocument();
    broker.outage = new Error('Failed to fetch');
    await userEvent.click(await usableButton('Export CSV'));
    expect(await screen.findByText('Failed to fetch')).toBeInTheDocument();
  });
});
