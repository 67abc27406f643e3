import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { entities, minutesAgo, task } from '../../../dev/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

function pull(number: number, change: Partial<AgentTask> = {}): AgentTask {
  const base = task(number, 'in-review');
  return {
    ...base,
    nextStep: {
      sentence: 'Pull request #31 is to be reviewed by bob.',
      waitsFor: 'review',
      action: 'review',
      url: base.pullRequest?.url,
    },
    ...change,
    ...(base.pullRequest && {
      pullRequest: {
        ...base.pullRequest,
        changedFiles: 1_200,
        additions: 30,
        deletions: 4,
        requestedReviewers: ['bob'],
        reviews: [{ login: 'ada', state: 'approved' as const }],
        ...change.pullRequest,
      },
    }),
  };
}

const rows = async () =>
  within(await screen.findByRole('table', { name: 'Agent pull requests' }))
    .getAllByRole('row')
    .slice(1);

describe('the page of pull requests', () => {
  it('says of each what it waits for, whom, and how much it is', async () => {
    renderPortal({
      broker: new FixtureBroker([
        pull(1, { tier: '2' }),
        pull(2, {
          tier: '1',
          nextStep: {
            sentence: 'Pull request #31 has failing checks to look at.',
            waitsFor: 'checks-failing',
            action: 'review',
            url: 'https://github.com/acme/payments/pull/31',
          },
          wait: {
            kind: 'checks-failing',
            since: minutesAgo(3_000),
            overdue: true,
            overdueAt: minutesAgo(60),
            told: [],
          },
        }),
        task(3, 'running'),
      ]),
      path: '/agent-tasks/reviews?scope=all',
    });
    const [first, second, ...others] = await rows();
    expect(others).toEqual([]);
    // the highest tier comes first
    expect(first).toHaveTextContent('Failing checks');
    expect(within(first).getByTitle('overdue')).toBeInTheDocument();
    expect(second).toHaveTextContent('Review');
    expect(second).toHaveTextContent('bob');
    expect(second).toHaveTextContent('1 of 2');
    expect(second).toHaveTextContent('1,200 files');
    expect(second).toHaveTextContent('+30 −4');
    expect(
      within(second).getByRole('link', { name: /^Review:/ }),
    ).toHaveAttribute('href', 'https://github.com/acme/payments/pull/31');
  });

  it('is narrowed to one thing that is waited for, in the address', async () => {
    const { address } = renderPortal({
      broker: new FixtureBroker([pull(1)]),
      path: '/agent-tasks/reviews?scope=all',
    });
    expect(await rows()).toHaveLength(1);
    await userEvent.click(screen.getByRole('combobox', { name: 'Waits for' }));
    await userEvent.click(screen.getByRole('option', { name: 'Merge' }));
    expect(
      await screen.findByText('No pull request waits for that.'),
    ).toBeInTheDocument();
    expect(address()).toBe('/agent-tasks/reviews?scope=all&waitsFor=merge');
  });

  it("begins with one's groups, and shows nobody's where there is none", async () => {
    const { address } = renderPortal({
      broker: new FixtureBroker([pull(1, { owner: 'group:default/other' })]),
      path: '/agent-tasks/reviews',
    });
    expect(
      await screen.findByText('Nothing waits for a review'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Asked of me' }));
    expect(
      await screen.findByText('The catalog does not know your name on GitHub'),
    ).toBeInTheDocument();
    expect(address()).toBe('/agent-tasks/reviews?scope=mine');
    await userEvent.click(screen.getByRole('button', { name: 'All' }));
    await waitFor(async () => expect(await rows()).toHaveLength(1));
  });

  it('does not say that nobody is known where the catalog is away', async () => {
    const catalog = new InMemoryCatalogClient({ entities });
    const answers = jest
      .spyOn(catalog, 'getEntitiesByRefs')
      .mockRejectedValue(new Error('The catalog is away'));
    renderPortal({
      broker: new FixtureBroker([pull(1)]),
      path: '/agent-tasks/reviews?scope=mine',
      catalog,
    });
    expect(await screen.findByText(/The catalog is away/)).toBeInTheDocument();
    answers.mockRestore();
    await userEvent.click(screen.getByRole('button', { name: /try again/i }));
    expect(
      await screen.findByText('The catalog does not know your name on GitHub'),
    ).toBeInTheDocument();
  });

  it('says what went wrong where nothing can be read', async () => {
    const broker = new FixtureBroker([pull(1)]);
    broker.listTasks = async () => {
      throw new Error('The database is away');
    };
    renderPortal({ broker, path: '/agent-tasks/reviews?scope=all' });
    expect(await screen.findByText(/The database is away/)).toBeInTheDocument();
  });
});
