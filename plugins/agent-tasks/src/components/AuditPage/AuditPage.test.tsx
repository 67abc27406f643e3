import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { RefusalError } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { taskId } from '../../../dev/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { usableButton } from '../../__testUtils__/usableButton';
import { changesOf } from './changesOf';

const PATH = '/agent-tasks/audit';

/** A short trail: its latest events in pages of five. */
function createBroker() {
  const broker = new FixtureBroker([]);
  broker.auditEvents = broker.auditEvents.slice(0, 12);
  broker.auditPage = 5;
  return broker;
}

function open(options: { broker?: FixtureBroker; path?: string } = {}) {
  const { broker = createBroker(), path = PATH } = options;
  return { broker, ...renderPortal({ broker, path }) };
}

describe('the audit page', () => {
  it('shows who did what to which task, with the evidence below', async () => {
    open();
    const table = await screen.findByRole('table', { name: 'Audit events' });
    const [, refused, launched, , submitted] =
      within(table).getAllByRole('row');
    expect(refused).toHaveTextContent(/task\.submit.*Refused/);
    expect(refused).toHaveTextContent('not sealed yet');
    expect(launched).toHaveTextContent(/Agent tasks.*for bob/);
    expect(submitted).toHaveTextContent(/CHG-4711.*117/);
    expect(
      within(submitted).getByRole('link', { name: /^Task/ }),
    ).toHaveAttribute('href', `/agent-tasks/${taskId(117)}`);

    fireEvent.click(
      within(refused).getByRole('button', {
        name: 'Show details of task.submit',
      }),
    );
    expect(
      screen.getByText('This template needs a change ticket.'),
    ).toBeInTheDocument();
    expect(screen.getByText('plugin:scaffolder')).toBeInTheDocument();
    fireEvent.click(
      within(launched).getByRole('button', {
        name: 'Show details of task.launched',
      }),
    );
    const changes = screen.getByRole('table', { name: 'What changed' });
    expect(
      within(changes).getByRole('row', { name: /launchState/ }),
    ).toHaveTextContent('launchStatelaunchinglaunched');
    expect(
      within(changes).queryByRole('row', { name: /attempt/ }),
    ).not.toBeInTheDocument();
  });

  it('narrows, keeps that in the address, and pages', async () => {
    const { address } = open();
    const table = await screen.findByRole('table', { name: 'Audit events' });
    const pages = screen.getByRole('navigation', { name: 'Pages' });
    fireEvent.click(within(pages).getByRole('button', { name: 'Next' }));
    await waitFor(() => expect(address()).toContain('cursor=5'));

    fireEvent.change(screen.getByLabelText('Action'), {
      target: { value: 'task.launched' },
    });
    await waitFor(() => expect(address()).toBe(`${PATH}?action=task.launched`));
    await waitFor(() =>
      expect(within(table).getAllByRole('row')).toHaveLength(4),
    );
    fireEvent.click(screen.getByRole('button', { name: 'More filters' }));
    fireEvent.change(screen.getByLabelText('Task id'), {
      target: { value: '17' },
    });
    expect(
      await screen.findByText(/A task id has the form/),
    ).toBeInTheDocument();
    fireEvent.change(screen.getByLabelText('Ticket'), {
      target: { value: 'none' },
    });
    expect(await screen.findByText('No event matches')).toBeInTheDocument();
    fireEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    await waitFor(() => expect(address()).toBe(PATH));
  });

  it('opens with the filters of the address', async () => {
    open({ path: `${PATH}?ticket=CHG-4711&result=allowed` });
    expect(await screen.findByLabelText('Ticket')).toHaveValue('CHG-4711');
    const table = await screen.findByRole('table', { name: 'Audit events' });
    await waitFor(() =>
      expect(within(table).getAllByRole('row')).toHaveLength(4),
    );
  });

  it('verifies in stretches, and says the range and the verdict', async () => {
    const { broker } = open();
    const asked = jest.spyOn(broker, 'verifyAuditEvents');
    fireEvent.click(await usableButton('Verify'));
    const verdict = (
      await screen.findByText('The trail is as it was sealed')
    ).closest<HTMLElement>('[role=status]')!;
    expect(verdict).toHaveTextContent(
      'Checked: 118 events, positions 1 to 118. It agrees with 3 anchors. 2 events wait to be sealed.',
    );
    expect(asked.mock.calls.map(([query]) => query?.after)).toEqual([
      undefined,
      50,
      100,
    ]);
  });

  it('says where the trail is broken, and how far it is whole', async () => {
    const broker = createBroker();
    broker.auditBreak = {
      position: 73,
      reason: 'edited',
      message: 'The event at position 73 is not what was sealed there.',
    };
    open({ broker });
    fireEvent.click(await usableButton('Verify'));
    const verdict = await screen.findByRole('alert');
    expect(verdict).toHaveTextContent('The trail is broken at position 73');
    expect(verdict).toHaveTextContent('changed after it was sealed');
    expect(verdict).toHaveTextContent('72 events, positions 1 to 72');
  });

  it('saves an export', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = jest.fn((blob: Blob) => {
      saved.push(blob);
      return 'blob:export';
    }) as typeof URL.createObjectURL;
    URL.revokeObjectURL = jest.fn();
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => undefined);
    open();
    fireEvent.click(await usableButton('Export'));
    await waitFor(() => expect(click).toHaveBeenCalled());
    click.mockRestore();
    expect(saved[0].size).toBeGreaterThan(1_000);
  });

  it('says so where the trail is empty', async () => {
    const empty = createBroker();
    empty.auditEvents = [];
    open({ broker: empty });
    expect(
      await screen.findByText('Nothing is on the trail yet'),
    ).toBeInTheDocument();
  });

  it('offers nothing to a reader who is refused', async () => {
    const broker = createBroker();
    broker.outage = new RefusalError({
      name: 'NotAllowedError',
      message: 'no',
      statusCode: 403,
      reasons: [
        { code: 'permission-missing', message: 'You lack the permission.' },
      ],
    });
    open({ broker });
    expect(
      await screen.findByText('You lack the permission.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Verify' }),
    ).not.toBeInTheDocument();
  });

  it('offers another try while the backend is away', async () => {
    const broker = createBroker();
    broker.outage = new Error('Failed to fetch');
    open({ broker });
    expect(await screen.findByText('Failed to fetch')).toBeInTheDocument();
    broker.outage = undefined;
    fireEvent.click(screen.getByRole('button', { name: /again/i }));
    expect(
      await screen.findByRole('table', { name: 'Audit events' }),
    ).toBeInTheDocument();
  });
});

describe('changesOf', () => {
  it.each([
    [{}, []],
    [{ before: { a: 1 }, after: { a: 1 } }, []],
    [{ after: { a: 1 } }, [{ name: 'a', before: undefined, after: '1' }]],
    [
      { before: { a: 'x', b: { c: 1 } }, after: { a: 'y' } },
      [
        { name: 'a', before: 'x', after: 'y' },
        { name: 'b', before: '{"c":1}', after: undefined },
      ],
    ],
  ])('of %j', (event, expected) => {
    expect(changesOf(event)).toEqual(expected);
  });
});
