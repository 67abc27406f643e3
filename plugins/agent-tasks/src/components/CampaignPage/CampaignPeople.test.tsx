import { fireEvent, screen, waitFor, within } from '@testing-library/react';
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
    expect(row).toHaveTextContent(/acme\/payments-team\s*1394 and 2 drafts5$/);
    expect(
      load.getByText('No allowed reviewer:').parentElement,
    ).toHaveTextContent('No allowed reviewer:13 targets of data-team');
    expect(load.getByText(/^Asked by the broker/)).toHaveTextContent(
      'at most 8 unfinished tasks',
    );
  });

  it('say that a target starts later or not at all, and take it back', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: `${at(3)}?text=service-0` });
    const table = await screen.findByRole('table', { name: 'Targets' });
    const ask = async (button: string, name: string) =>
      userEvent.click(
        await within(table).findByRole('button', {
          name: `${button}: acme/${name}`,
        }),
      );
    await ask('Put off or opt out', 'service-01');
    const dialog = within(screen.getByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Put it off' });
    expect(confirm).toBeDisabled();
    fireEvent.change(dialog.getByLabelText(/Not before/), {
      target: { value: '2030-01-15' },
    });
    fireEvent.change(dialog.getByRole('textbox', { name: /Reason/ }), {
      target: { value: 'Peak season' },
    });
    await userEvent.click(confirm);
    await waitFor(() => expect(broker.asked).toHaveLength(1));
    const until = new Date('2030-01-15T00:00:00').toISOString();
    expect(broker.asked[0]).toMatchObject({
      what: 'defer',
      body: { until, reason: 'Peak season' },
    });
    expect(
      await within(table).findByText(/^until Jan 15, 2030, by/),
    ).toHaveTextContent('Peak season');
    await ask('Take back', 'service-01');
    await waitFor(() => expect(broker.asked.at(-1)?.what).toBe('take-back'));

    await ask('Put off or opt out', 'service-02');
    const other = within(screen.getByRole('dialog'));
    await userEvent.click(other.getByRole('radio', { name: /^Opt out/ }));
    fireEvent.change(other.getByRole('textbox', { name: /Reason/ }), {
      target: { value: 'Is retired' },
    });
    await userEvent.click(other.getByRole('button', { name: 'Opt out' }));
    expect(await within(table).findByText(/^opted out, by/)).toHaveTextContent(
      'Is retired',
    );
  });

  it('have their word on the component, without seeing campaigns', async () => {
    const broker = new FixtureBroker([]);
    const [{ targets }] = broker.campaigns;
    targets[30] = {
      ...targets[30],
      entityRefs: ['component:default/payments'],
    };
    renderPortal({
      broker,
      path: '/catalog/default/component/payments',
      denied: ['agentTasks.campaign.read', 'agentTasks.campaign.manage'],
    });
    expect(
      await screen.findByText(/^Part of Node 24 everywhere/),
    ).toHaveTextContent('wave 2 of 3');
    expect(
      screen.queryByRole('link', { name: 'Node 24 everywhere' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /^Put off or opt out/ }),
    );
    expect(screen.getByRole('dialog')).toHaveTextContent('service-31');
  });

  it('see on the page of their group what is theirs, and what waits', async () => {
    const { address } = renderPortal({
      broker: new FixtureBroker([]),
      path: '/catalog/default/group/payments-team',
    });
    const list = within(
      await screen.findByRole('list', {
        name: 'Campaigns in owned components',
      }),
    );
    const items = list.getAllByRole('listitem');
    expect(items).toHaveLength(3);
    expect(items[0]).toHaveTextContent(
      /^Node 24 everywhereDue.*13 targets · wave 2 of 3 · 1 put off · \d waiting for people$/,
    );
    await userEvent.click(
      within(items[0]).getByRole('link', { name: /waiting for people$/ }),
    );
    expect(address()).toMatch(
      /^\/agent-tasks\?owner=group%3Adefault%2Fpayments-team&phase=needs-attention/,
    );
  });

  it('are told what the card is for where there is nothing', async () => {
    const broker = new FixtureBroker([]);
    broker.campaigns = [];
    renderPortal({ broker, path: '/catalog/default/group/web' });
    expect(
      await screen.findByText(/^No campaign changes what is owned here/),
    ).toBeInTheDocument();
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
