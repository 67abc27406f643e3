import { screen, within } from '@testing-library/react';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the identities page', () => {
  it('tells what is left, what is wrong and what waits, the worst first', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: '/agent-tasks/identities',
    });
    await screen.findByRole('region', { name: 'agents-1' });
    expect(
      screen
        .getAllByRole('region', { name: /^agents-/ })
        .map(region => region.getAttribute('aria-label')),
    ).toEqual(['agents-old', 'agents-2', 'agents-1', 'agents-spare']);

    const paused = within(screen.getByRole('region', { name: 'agents-2' }));
    expect(paused.getByText(/Paused · resumes/)).toHaveTextContent(
      /in \d+ min/,
    );
    expect(
      paused.getByText('41 tasks wait for this identity alone'),
    ).toBeInTheDocument();
    const requests = paused.getByRole('progressbar', {
      name: 'Requests to GitHub',
    });
    expect(requests).toHaveAttribute('aria-valuenow', '4');
    expect(requests).toHaveAttribute('aria-valuetext', '212 of 5,000 left');
    expect(paused.getByText(/full again/)).toHaveTextContent(/in \d+ min/);
    expect(paused.getByText(/^expires/)).toHaveTextContent(/in \d d/);
    expect(
      paused.getByText(/a secondary rate limit was reached/),
    ).toHaveTextContent(/min ago/);

    const rejected = within(screen.getByRole('region', { name: 'agents-old' }));
    expect(rejected.getByRole('alert')).toHaveTextContent(
      'GitHub rejects its token',
    );
    expect(rejected.getByText(/^expired/)).toHaveTextContent('2 d ago');
    expect(
      rejected.queryByRole('progressbar', { name: 'Requests to GitHub' }),
    ).not.toBeInTheDocument();
    expect(
      rejected.getByText('GitHub has not told its limit yet'),
    ).toBeInTheDocument();
  });

  it('says how to begin where none is configured', async () => {
    const broker = new FixtureBroker([]);
    broker.identities = [];
    renderPortal({ broker, path: '/agent-tasks/identities' });
    expect(
      await screen.findByText('No identity is configured'),
    ).toBeInTheDocument();
  });

  it('is reached from the tasks by those who may see it', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: '/agent-tasks' });
    expect(
      await screen.findByRole('link', { name: 'Identities' }),
    ).toHaveAttribute('href', '/agent-tasks/identities');
  });
});
