import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { campaignId } from '../../../dev/campaigns';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { task, taskId } from '../../../dev/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

const at = (number: number) => `/agent-tasks/campaigns/${campaignId(number)}`;

jest.setTimeout(60_000);

/** In one go: each key draws the whole page. */
function fill(field: HTMLElement, value: string) {
  fireEvent.change(field, { target: { value } });
}

describe('campaigns', () => {
  it('lists how far each is and what it waits for', async () => {
    const { address } = renderPortal({
      broker: new FixtureBroker([]),
      path: '/agent-tasks/campaigns',
    });
    const table = await screen.findByRole('table', { name: 'Campaigns' });
    const row = within(table).getByRole('row', { name: /Node 24 everywhere/ });
    expect(row).toHaveTextContent('40 targets');
    expect(row).toHaveTextContent('2 of 3');
    expect(row).toHaveTextContent('Waits for a person');
    expect(
      within(row).getByRole('img', {
        name: /^Targets by status: Done: 9, In review: 3, .* Not started: 24$/,
      }),
    ).toBeInTheDocument();
    expect(
      within(table).getByRole('row', { name: /Logging/ }),
    ).toHaveTextContent('Held at a gate');
    fill(screen.getByRole('searchbox'), 'java');
    await waitFor(() => expect(row).not.toBeInTheDocument());
    expect(address()).toBe('/agent-tasks/campaigns?text=java');
  });

  it('says what a campaign is where there is none, with the next step', async () => {
    const broker = new FixtureBroker([]);
    broker.campaigns = [];
    const { address } = renderPortal({
      broker,
      path: '/agent-tasks/campaigns',
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Plan a campaign' }),
    );
    await waitFor(() => expect(address()).toBe('/agent-tasks/campaigns/new'));
  });

  it('shows waves with what has to hold, and what is not known yet', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: `${at(1)}?status=failed`,
    });
    const waves = await screen.findByRole('region', { name: 'Waves' });
    const gates = within(waves).getAllByRole('list', { name: 'Gate' });
    expect(gates[1]).toHaveTextContent('Outcomes: 5at least 11');
    expect(gates[1]).toHaveTextContent('Merged: 80 %at least 80 %');
    expect(gates[1]).toHaveTextContent('Soak time: not known yet');
    const over = screen.getByRole('region', { name: 'Targets over time' });
    expect(within(over).getByRole('img')).toBeInTheDocument();
    await userEvent.click(
      within(over).getByRole('button', { name: 'Show as a table' }),
    );
    const [, latest] = within(over).getAllByRole('row');
    expect(latest).toHaveTextContent(/93201/);
    const systems = screen.getByRole('table', { name: 'System' });
    expect(within(systems).getByRole('link', { name: 'shop' })).toHaveAttribute(
      'href',
      '/catalog/default/system/shop',
    );
  });

  it('pauses and resumes, with a reason', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: `${at(1)}?status=failed` });
    await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    const dialog = within(
      screen.getByRole('dialog', { name: 'Pause this campaign?' }),
    );
    expect(dialog.getByText(/6 tasks that were sent/)).toBeInTheDocument();
    fill(dialog.getByRole('textbox'), 'Holidays');
    await userEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    expect(
      await screen.findByRole('button', { name: 'Resume' }),
    ).toBeInTheDocument();
    expect(broker.asked).toEqual([
      { what: 'pause', id: campaignId(1), body: { reason: 'Holidays' } },
    ]);
  });

  it('opens a held gate only with a reason', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: at(2) });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open the gate' }),
    );
    const dialog = within(
      screen.getByRole('dialog', { name: 'Open the gate of wave 1?' }),
    );
    const confirm = dialog.getByRole('button', { name: 'Open the gate' });
    expect(confirm).toBeDisabled();
    fill(dialog.getByRole('textbox'), 'Known');
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(broker.asked).toEqual([
        {
          what: 'gate',
          id: campaignId(2),
          body: { wave: 1, reason: 'Known', override: true },
        },
      ]),
    );
  });

  it('says what a recall cannot stop before it is confirmed', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: `${at(1)}?status=failed` });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Recall' }),
    );
    const dialog = within(
      screen.getByRole('dialog', { name: 'Recall this campaign' }),
    );
    expect(
      await dialog.findByText('3 pull requests are closed'),
    ).toBeInTheDocument();
    expect(dialog.getByText(/^3 agents are at work/)).toBeInTheDocument();
    expect(
      dialog.getByRole('link', { name: 'acme/service-13' }),
    ).toBeInTheDocument();
    await userEvent.click(
      dialog.getByRole('checkbox', { name: /reverts each merged one/ }),
    );
    expect(await dialog.findByText('9 reverts are opened')).toBeInTheDocument();
    const confirm = dialog.getByRole('button', { name: 'Recall it' });
    expect(confirm).toBeDisabled();
    fill(dialog.getByRole('textbox', { name: /Reason/ }), 'Wrong target');
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(broker.asked).toEqual([
        {
          what: 'recall',
          id: campaignId(1),
          body: { pullRequests: 'close', revert: true, reason: 'Wrong target' },
        },
      ]),
    );
  });

  it('leaves targets out before they have a task, and shows their prompts', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: at(3) });
    const table = await screen.findByRole('table', { name: 'Targets' });
    expect(
      within(table).getByRole('row', { name: /service-02/ }),
    ).toHaveTextContent('2 other tasks are open there');
    await userEvent.click(
      within(table).getByRole('checkbox', { name: 'Select acme/service-01' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Leave 1 out' }));
    await waitFor(() => expect(broker.asked).toHaveLength(1));
    expect(broker.asked[0]).toMatchObject({ what: 'exclude' });
    await userEvent.click(
      within(table).getByRole('button', {
        name: 'Show the prompt: acme/service-02',
      }),
    );
    expect(await screen.findByText('⟦node-24⟧')).toBeInTheDocument();
  });

  it('tells what has reached the goal from what was merged', async () => {
    const { address } = renderPortal({
      broker: new FixtureBroker([]),
      path: at(1),
    });
    const goal = within(
      await screen.findByRole('region', { name: 'Goal: Runs on Node.js 24' }),
    );
    expect(
      goal.getByRole('img', {
        name: /: Merged and met: 5, Met without a pull request: 3, Merged and not met: 2, Undone again: 2, Not met yet: 27, Not known: 1$/,
      }),
    ).toBeInTheDocument();
    await userEvent.click(
      goal.getByRole('button', { name: 'Show the targets: Undone again' }),
    );
    await waitFor(() => expect(address()).toMatch(/outcome=regressed/));
    const table = await screen.findByRole('table', { name: 'Targets' });
    await waitFor(() =>
      expect(within(table).getAllByRole('row')).toHaveLength(3),
    );
    expect(table).toHaveTextContent('Undone again');
    await userEvent.click(
      within(table).getByRole('button', {
        name: 'Show the prompt: acme/service-03',
      }),
    );
    const seen = within(await screen.findByRole('region', { name: 'Goal' }));
    const [latest, before] = seen.getAllByRole('listitem');
    expect(latest).toHaveTextContent(
      /^Not met since .* · package.json has “22” at \/engines\/node, not “24”.$/,
    );
    expect(before).toHaveTextContent(/^Met since/);
  });

  it('leaves out of a plan what has reached the goal already', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: at(3) });
    expect(
      await screen.findByText('2 targets have reached the goal already.'),
    ).toBeInTheDocument();
    const table = await screen.findByRole('table', { name: 'Targets' });
    expect(
      within(table).getByRole('row', { name: /service-06/ }),
    ).toHaveTextContent('Met already');
    await userEvent.click(
      screen.getByRole('button', { name: 'Leave them out' }),
    );
    await waitFor(() =>
      expect(broker.asked).toEqual([
        {
          what: 'exclude',
          id: campaignId(3),
          body: {
            ids: [
              '00000000-0000-4000-a000-000000003002',
              '00000000-0000-4000-a000-000000003006',
            ],
            reason: 'It has reached the goal already.',
          },
        },
      ]),
    );
  });

  it('says nothing of a goal where the template names none', async () => {
    renderPortal({ broker: new FixtureBroker([]), path: at(2) });
    await screen.findByRole('table', { name: 'Targets' });
    expect(screen.queryByRole('region', { name: /^Goal/ })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Goal' })).toBeNull();
  });

  it('says why policy refuses a target', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: `${at(1)}?verdict=refused`,
    });
    const table = await screen.findByRole('table', { name: 'Targets' });
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    expect(table).toHaveTextContent('names no GitHub repository.');
  });

  it('shows how far the planning is', async () => {
    renderPortal({ broker: new FixtureBroker([]), path: at(4) });
    expect(
      await screen.findByRole('progressbar', { name: 'Looking targets up' }),
    ).toHaveAttribute('aria-valuenow', '30');
    expect(screen.getByText('120 of 400 judged')).toBeInTheDocument();
  });

  it('plans a campaign from a form, and says what is wrong with it', async () => {
    const broker = new FixtureBroker([]);
    const { address } = renderPortal({
      broker,
      path: '/agent-tasks/campaigns/new',
    });
    fill(await screen.findByRole('textbox', { name: /^Title/ }), 'Node 26');
    const owner = screen.getByRole('textbox', { name: /^Owner/ });
    fill(owner, 'nobody');
    await userEvent.click(screen.getByRole('combobox', { name: /^Template/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: /Migrate a library/ }),
    );
    expect(
      screen.getByText(/Migrate a library in .*, in 3 waves/),
    ).toHaveTextContent('beginning with 5 targets.');
    const submit = screen.getByRole('button', { name: 'Plan it' });
    // nothing is sent before what the template needs is there
    await userEvent.click(submit);
    expect(broker.asked).toEqual([]);
    for (const field of document.querySelectorAll('input:invalid')) {
      fill(field as HTMLElement, '${{ migrationTarget }}');
    }
    await userEvent.click(submit);
    expect(
      await screen.findAllByText("There is no 'nobody' that you may read."),
    ).not.toHaveLength(0);
    fill(owner, 'group:default/platform');
    await userEvent.click(submit);
    await waitFor(() => expect(address()).toBe(at(6)));
    expect(broker.asked.at(-1)?.body).toMatchObject({
      title: 'Node 26',
      owner: 'group:default/platform',
      targets: { filter: [{ kind: 'component' }] },
      waves: [{ select: { count: 5 } }, {}, { select: {} }],
    });
  });

  it('is named where its work is: on the component and on the task', async () => {
    const broker = new FixtureBroker([
      task(1, 'running', { campaignId: campaignId(1), source: 'campaign' }),
    ]);
    const [{ targets }] = broker.campaigns;
    targets[0] = {
      ...targets[0],
      entityRefs: ['component:default/payments'],
    };
    const { address } = renderPortal({
      broker,
      path: '/catalog/default/component/payments',
    });
    const link = await screen.findByRole('link', {
      name: 'Node 24 everywhere',
    });
    expect(link.parentElement).toHaveTextContent(
      'Part of Node 24 everywhere · wave 2 of 3',
    );
    await userEvent.click(
      screen.getByRole('link', { name: 'Migrate to Node 24' }),
    );
    const facts = within(await screen.findByRole('region', { name: 'Facts' }));
    await userEvent.click(
      await facts.findByRole('link', { name: 'Node 24 everywhere' }),
    );
    expect(address()).toBe(at(1));
  });

  it('stays unnamed for those who may not see campaigns', async () => {
    const broker = new FixtureBroker([
      task(1, 'running', { campaignId: campaignId(1), source: 'campaign' }),
    ]);
    renderPortal({
      broker,
      path: `/agent-tasks/${taskId(1)}`,
      denied: ['agentTasks.campaign.read'],
    });
    const facts = within(await screen.findByRole('region', { name: 'Facts' }));
    expect(facts.getAllByText('a campaign')).toHaveLength(2);
    expect(screen.queryByText('Node 24 everywhere')).not.toBeInTheDocument();
  });
});
