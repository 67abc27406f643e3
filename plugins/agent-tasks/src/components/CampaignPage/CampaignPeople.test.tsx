import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { campaignId } from '../../../dev/campaigns';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { renderPortal } from '../../__testUtils__/renderPortal';

const at = (number: number) => `/agent-tasks/campaigns/${campaignId(number)}`;

jest.setTimeout(60_000);

async function openTarget(name: string) {
  const table = await screen.findByRole('table', { name: 'Targets' });
  await userEvent.click(
    within(table).getByRole('button', { name: `Show the prompt: ${name}` }),
  );
  return within(await screen.findByRole('dialog', { name }));
}

describe('people of a campaign', () => {
  it('are shown with what lands on them, and where there is nobody', async () => {
    renderPortal({ broker: new FixtureBroker([]), path: at(1) });
    const load = within(
      await screen.findByRole('region', { name: 'Reviewer load' }),
    );
    const row = await load.findByRole('row', { name: /payments-team/ });
    // targets, to come, open, at most
    expect(row).toHaveTextContent(/acme\/payments-team\s*1394, and 2 drafts5$/);
    expect(
      load.getByText('No allowed reviewer:').parentElement,
    ).toHaveTextContent('No allowed reviewer:13 targets of data-team');
    expect(load.getByText(/^Asked by the broker/)).toHaveTextContent(
      'at most 8 unfinished tasks',
    );
  });

  it('are shown with each target', async () => {
    renderPortal({ broker: new FixtureBroker([]), path: at(3) });
    const web = await openTarget('acme/service-01');
    expect(
      await web.findByText(/alice-gh, bob-gh, carol-gh and 1 more/),
    ).toBeInTheDocument();
    await userEvent.click(web.getByRole('button', { name: 'Close' }));
    const data = await openTarget('acme/service-02');
    expect(await data.findByText(/^No allowed reviewer/)).toBeInTheDocument();
    // and what else is under way there
    const clashes = within(
      data.getByRole('list', { name: 'Also under way in this repository' }),
    );
    expect(
      clashes.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual([
      expect.stringMatching(
        /^Raise the test coverage · In review · #88.* · asked for by bob$/,
      ),
      '1 task that you may not see',
      'Node 24 everywhere · Running · Waiting',
    ]);
    expect(clashes.getByRole('link', { name: /^#88/ })).toHaveAttribute(
      'href',
      'https://github.com/acme/service-02/pull/88',
    );
  });
});
