import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { usableButton } from '../../__testUtils__/usableButton';

const why = 'Security support of Node 20 ends in April.';

async function openFromTab(broker: FixtureBroker) {
  const portal = renderPortal({
    broker,
    path: '/catalog/default/component/payments/agent-tasks',
  });
  await userEvent.click(await usableButton('Start a task'));
  const dialog = within(
    await screen.findByRole('dialog', { name: /^Start a task/ }),
  );
  return { ...portal, dialog };
}

// one paste costs one rendering of the form, typing one for each letter
async function enter(field: HTMLElement, text: string) {
  await userEvent.click(field);
  await userEvent.paste(text);
}

async function fillIn(dialog: ReturnType<typeof within>) {
  await userEvent.click(
    await dialog.findByRole('radio', { name: 'Migrate a library' }),
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Next' }));
  await enter(await dialog.findByLabelText(/Why now/), why);
}

const toCheck = (dialog: ReturnType<typeof within>) =>
  userEvent.click(dialog.getByRole('button', { name: 'Check' }));

describe('the start dialog', () => {
  it('leads through a refusal to the task', async () => {
    const broker = new FixtureBroker([]);
    const { dialog, address } = await openFromTab(broker);
    await fillIn(dialog);
    expect(
      dialog.getByText(
        'From the catalog: the annotation agent-tasks/migration-target',
      ),
    ).toBeInTheDocument();

    await toCheck(dialog);
    expect(
      await dialog.findByRole('button', { name: 'Not allowed' }),
    ).toBeDisabled();
    expect(
      dialog.getAllByText('This template needs a change ticket.'),
    ).toHaveLength(2);

    await userEvent.click(
      dialog.getByRole('button', { name: 'Change “Ticket”' }),
    );
    const ticket = await dialog.findByRole('textbox', { name: /^Ticket/ });
    await waitFor(() => expect(ticket).toHaveFocus());
    expect(ticket).toBeInvalid();
    expect(dialog.getByLabelText(/Why now/)).toHaveValue(why);
    await enter(ticket, 'CHG-1');
    expect(ticket).toBeValid();

    await toCheck(dialog);
    await userEvent.click(
      await dialog.findByRole('button', { name: 'Start task' }),
    );
    expect(
      await screen.findByText(/Starts as soon as the identity/),
    ).toBeInTheDocument();
    expect(address()).toBe(`/agent-tasks/${broker.tasks[0].id}`);
    expect(broker.submitted).toEqual([
      {
        template: 'agenttasktemplate:default/migrate-library',
        entityRef: 'component:default/payments',
        parameters: {
          target: 'node-24',
          reason: why,
          scope: 'everything',
          removeShims: false,
        },
        ticket: 'CHG-1',
        source: 'portal',
        idempotencyKey: expect.stringMatching(/^portal:/),
      },
    ]);
  });

  it('puts each reason beside its field until that is changed', async () => {
    const broker = new FixtureBroker([]);
    broker.denial = [
      {
        code: 'parameter-invalid',
        message: 'node-24 is not supported yet.',
        field: 'target',
      },
      { code: 'repository-denied', message: 'acme/payments is not allowed.' },
    ];
    const { dialog } = await openFromTab(broker);
    await fillIn(dialog);
    await toCheck(dialog);
    expect(
      await dialog.findByRole('group', { name: 'Not allowed, for 3 reasons' }),
    ).toBeInTheDocument();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Change “Migration target”' }),
    );
    const target = await dialog.findByLabelText(/Migration target/);
    expect(target).toBeInvalid();
    expect(
      dialog.getByText('acme/payments is not allowed.'),
    ).toBeInTheDocument();
    await userEvent.clear(target);
    await enter(target, 'node-22');
    expect(target).toBeValid();
    expect(
      dialog.getByText('Changed by you; the catalog says “node-24”'),
    ).toBeInTheDocument();
  });

  it('tells what policy has to say beside its answer', async () => {
    const broker = new FixtureBroker([]);
    broker.notes = [
      {
        code: 'frozen',
        message:
          "Nothing starts during 'Year end'; the task waits until 2027-01-04 06:00 (Europe/Berlin).",
      },
      { code: 'reviewer', message: 'jonas-lindqvist can review it.' },
    ];
    const { dialog } = await openFromTab(broker);
    await fillIn(dialog);
    await enter(dialog.getByRole('textbox', { name: /^Ticket/ }), 'CHG-1');
    await toCheck(dialog);
    const notes = within(
      await dialog.findByRole('group', { name: 'Good to know' }),
    );
    expect(notes.getByText(/^Nothing starts during/)).toBeInTheDocument();
    expect(notes.getByText(/can review it/)).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Start task' })).toBeEnabled();
  });

  it('loses nothing through an outage and starts one task, not two', async () => {
    const broker = new FixtureBroker([]);
    const { dialog } = await openFromTab(broker);
    await fillIn(dialog);
    await enter(dialog.getByRole('textbox', { name: /^Ticket/ }), 'CHG-1');
    broker.outage = new Error('Failed to fetch');
    await toCheck(dialog);
    expect(
      await dialog.findByText(/nothing you typed is lost/),
    ).toBeInTheDocument();
    broker.outage = undefined;
    await userEvent.click(dialog.getByRole('button', { name: 'Try again' }));
    const send = await dialog.findByRole('button', { name: 'Start task' });

    // the task is taken, its answer is lost
    const submit = broker.submitTask.bind(broker);
    jest.spyOn(broker, 'submitTask').mockImplementationOnce(async request => {
      await submit(request);
      throw new Error('connection reset');
    });
    await userEvent.click(send);
    expect(
      await dialog.findByText(/it starts at most once/),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText(/Starts as soon as the identity/),
    ).toBeInTheDocument();
    const keys = broker.submitted.map(request => request.idempotencyKey);
    expect(new Set(keys).size).toBe(1);
    expect(broker.tasks).toHaveLength(1);
  });

  it('says whose approval it needs, and submits it as waiting for that', async () => {
    const broker = new FixtureBroker([]);
    broker.needsApproval = true;
    const { dialog } = await openFromTab(broker);
    await fillIn(dialog);
    await enter(dialog.getByRole('textbox', { name: /^Ticket/ }), 'CHG-1');
    await toCheck(dialog);
    expect(
      await dialog.findByRole('group', {
        name: 'Needs approval by payments-team',
      }),
    ).toHaveTextContent('Work on tier 1 needs approval');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Ask for approval' }),
    );
    expect(
      await screen.findByText('Waiting for approval by payments-team.'),
    ).toBeInTheDocument();
  });

  it('asks before it throws away what was typed', async () => {
    const { dialog } = await openFromTab(new FixtureBroker([]));
    await fillIn(dialog);
    await userEvent.keyboard('{Escape}');
    expect(
      await dialog.findByText('Discard what you have filled in?'),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Keep editing' }));
    expect(dialog.getByLabelText(/Why now/)).toHaveValue(why);
  });

  it('finds the component when it was opened from the tasks page', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: '/agent-tasks' });
    await userEvent.click(await usableButton('Start a task'));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Next' })).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('combobox', { name: 'Component' }),
      'ledg',
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /ledger/ }),
    );
    await userEvent.click(
      await dialog.findByRole('radio', {
        name: 'First commit for a new service',
      }),
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Next' }));
    await toCheck(dialog);
    expect(await dialog.findByText('acme/ledger')).toBeInTheDocument();
  });
});
