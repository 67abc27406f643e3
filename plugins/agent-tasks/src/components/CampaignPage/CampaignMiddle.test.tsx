import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { campaignId } from '../../../dev/campaigns';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { renderPortal } from '../../__testUtils__/renderPortal';

const at = (number: number) => `/agent-tasks/campaigns/${campaignId(number)}`;

jest.setTimeout(60_000);

/** In one go: each key draws the whole page. */
function fill(field: HTMLElement, value: string) {
  fireEvent.change(field, { target: { value } });
}

describe('a campaign in the middle of its way', () => {
  it('hands the targets out as a file, as they are narrowed', async () => {
    const broker = new FixtureBroker([]);
    URL.createObjectURL = jest.fn(() => 'blob:targets');
    URL.revokeObjectURL = jest.fn();
    renderPortal({ broker, path: `${at(1)}?status=failed&wave=2` });
    const targets = within(
      await screen.findByRole('region', { name: 'Targets' }),
    );
    await userEvent.click(targets.getByRole('button', { name: 'Export CSV' }));
    expect(
      await screen.findByText('The targets were downloaded'),
    ).toBeInTheDocument();
    expect(broker.asked).toEqual([
      {
        what: 'export csv',
        id: campaignId(1),
        body: { status: ['failed'], wave: [2] },
      },
    ]);
    broker.outage = new Error('Failed to fetch');
    await userEvent.click(
      targets.getByRole('button', { name: 'Export JSON Lines' }),
    );
    expect(await targets.findByText('Failed to fetch')).toBeInTheDocument();
  });

  it('looks again for what has joined and left, when it is asked to', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: `${at(1)}?status=failed` });
    const since = within(
      await screen.findByRole('region', { name: 'Since it was planned' }),
    );
    expect(since.getByText(/^The targets were frozen/)).toBeInTheDocument();
    broker.outage = new Error('Failed to fetch');
    const look = since.getByRole('button', { name: 'Look again' });
    await userEvent.click(look);
    expect(await since.findByText('Failed to fetch')).toBeInTheDocument();
    broker.outage = undefined;
    await userEvent.click(look);
    const joined = await since.findByRole('list', { name: 'Joined · 14' });
    expect(within(joined).getAllByRole('listitem')).toHaveLength(10);
    expect(joined).toHaveTextContent('newcomer-02 names no GitHub repository.');
    await userEvent.click(since.getByRole('button', { name: 'Show all 14' }));
    expect(within(joined).getAllByRole('listitem')).toHaveLength(14);
    const left = since.getByRole('list', { name: 'Left · 2' });
    expect(left).toHaveTextContent('gone from the catalog');
    expect(left).toHaveTextContent('in acme/service-two now');
    broker.joined = [];
    broker.campaigns[0].targets = [];
    await userEvent.click(look);
    expect(
      await since.findByText(/The same query finds the same targets/),
    ).toBeInTheDocument();
  });

  it('adds what has joined, after it has said what that is', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: `${at(1)}?status=failed` });
    const since = within(
      await screen.findByRole('region', { name: 'Since it was planned' }),
    );
    await userEvent.click(since.getByRole('button', { name: 'Look again' }));
    expect(
      await since.findByRole('button', { name: 'Add all 13' }),
    ).toBeInTheDocument();
    for (const name of ['newcomer-01', 'newcomer-03']) {
      await userEvent.click(
        since.getByRole('checkbox', { name: `Select acme/${name}` }),
      );
    }
    await userEvent.click(since.getByRole('button', { name: 'Add 2' }));
    const dialog = within(
      screen.getByRole('dialog', { name: 'Add what has joined' }),
    );
    expect(
      await dialog.findByText(
        '1 target is added to wave 3, behind the gates before it.',
      ),
    ).toBeInTheDocument();
    expect(dialog.getByRole('listitem')).toHaveTextContent(
      'acme/newcomer-01component:default/newcomer-01 keeps agents out.',
    );
    expect(broker.asked).toEqual([]);
    fill(dialog.getByRole('textbox', { name: /Reason/ }), 'New team');
    await userEvent.click(dialog.getByRole('button', { name: 'Add them' }));
    expect(await since.findByText('Joined · 12')).toBeInTheDocument();
    expect(broker.asked).toEqual([
      {
        what: 'extend',
        id: campaignId(1),
        body: {
          joined: true,
          keys: ['github.com/acme/newcomer-01', 'github.com/acme/newcomer-03'],
          reason: 'New team',
        },
      },
    ]);
  });

  it('adds what somebody names, once it was checked', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: at(3) });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add others' }),
    );
    const dialog = within(
      screen.getByRole('dialog', { name: 'Add other targets' }),
    );
    const confirm = dialog.getByRole('button', { name: 'Add them' });
    expect(confirm).toBeDisabled();
    fill(
      dialog.getByRole('textbox', { name: 'References' }),
      'component:default/newcomer-02',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Check' }));
    expect(await dialog.findByText('1 cannot be a target')).toBeInTheDocument();
    expect(confirm).toBeDisabled();
    fill(
      dialog.getByRole('textbox', { name: 'References' }),
      'component:default/newcomer-03\ncomponent:default/newcomer-04\n',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Check' }));
    expect(
      await dialog.findByText(
        '1 target is added and the waves are split anew.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(broker.asked).toMatchObject([
        { what: 'extend', body: { entityRefs: { length: 2 } } },
      ]),
    );
  });

  it('says what another version changes, and goes on with what was looked at', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: `${at(1)}?wave=1` });
    const table = await screen.findByRole('table', { name: 'Targets' });
    expect(
      within(table).getByRole('row', { name: /service-01/ }),
    ).toHaveTextContent('version 1.9.0');
    expect(
      within(table).getByRole('row', { name: /service-03/ }),
    ).not.toHaveTextContent('version');
    const open = screen.getByRole('button', { name: 'Change version' });
    await userEvent.click(open);
    const name = 'Go on with the current version of the template?';
    const dialog = within(screen.getByRole('dialog', { name }));
    expect(
      await dialog.findByText('From version 2.0.1 to version 2.1.0.'),
    ).toBeInTheDocument();
    expect(dialog.getByText(/^23 targets have no task/)).toBeInTheDocument();
    expect(
      dialog.getByText('With it: 22 allowed, 1 refused'),
    ).toBeInTheDocument();
    const some = dialog.getByRole('list', { name: 'Some of the targets' });
    expect(some).toHaveTextContent("The parameter 'registry' is missing.");
    const [prompt] = within(some).getAllByRole('button', {
      name: /^Show the prompt/,
    });
    await userEvent.click(prompt);
    expect(some).toHaveTextContent('⟦service⟧ with care');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Change the version' }),
    );
    await waitFor(() =>
      expect(broker.asked).toEqual([
        {
          what: 'version',
          id: campaignId(1),
          body: { digest: `sha256:${'b'.repeat(64)}` },
        },
      ]),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name })).not.toBeInTheDocument(),
    );
    await userEvent.click(open);
    const again = within(screen.getByRole('dialog', { name }));
    expect(
      await again.findByText(/uses the current version, 2.1.0, already/),
    ).toBeInTheDocument();
    expect(
      again.getByRole('button', { name: 'Change the version' }),
    ).toBeDisabled();
  });

  it('says whose failed tasks a retry touches, and which could not be tried', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: at(2) });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Retry 3 tasks' }),
    );
    const dialog = within(
      screen.getByRole('dialog', {
        name: 'Try what failed by agent-error again?',
      }),
    );
    expect(
      await dialog.findByText(/^3 tasks are tried again/),
    ).toBeInTheDocument();
    expect(
      dialog.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual(['web-team · 1', 'data-team · 1', 'payments-team · 1']);
    expect(broker.asked).toEqual([]);
    fill(dialog.getByRole('textbox', { name: /Reason/ }), 'GitHub was down');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Try them again' }),
    );
    expect(
      await dialog.findByText('The template of the task was revoked.'),
    ).toBeInTheDocument();
    expect(broker.asked).toEqual([
      {
        what: 'retry',
        id: campaignId(2),
        body: { failureClass: 'agent-error', reason: 'GitHub was down' },
      },
    ]);
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });
});
