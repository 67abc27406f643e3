import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { task } from '../../../dev/fixtures';
import { finding } from '../../../dev/provenance';
import { renderPortal } from '../../__testUtils__/renderPortal';

function withFindings() {
  const broker = new FixtureBroker([task(1, 'done')]);
  broker.findings = [
    finding(1),
    finding(2, {
      kind: 'marker-copied',
      markerTaskId: broker.tasks[0].id,
      creator: { id: '4711' },
      owner: undefined,
    }),
  ];
  return broker;
}

const rows = async () =>
  within(
    await screen.findByRole('table', { name: 'Agent tasks past the portal' }),
  )
    .getAllByRole('row')
    .slice(1);

/** At once: a keystroke a character takes its time in a whole portal. */
async function fill(field: HTMLElement, text: string) {
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
}

describe('the page of tasks past the portal', () => {
  it('lists creator, repository, age and one next step', async () => {
    renderPortal({ broker: withFindings(), path: '/agent-tasks/bypass' });
    const [first, second] = await rows();
    expect(first).toHaveTextContent('No request behind it');
    expect(first).toHaveTextContent('acme/payments');
    expect(first).toHaveTextContent('mallory');
    expect(first).toHaveTextContent('3 h ago');
    expect(within(first).getByRole('button', { name: 'Decide' })).toBeEnabled();
    expect(second).toHaveTextContent('Carries the marker of another task');
    expect(second).toHaveTextContent('GitHub user 4711');
    expect(second).toHaveTextContent('no owner');
  });

  it('adopts under a task, and says what is wrong with another', async () => {
    const broker = withFindings();
    renderPortal({ broker, path: '/agent-tasks/bypass' });
    const [first] = await rows();
    await userEvent.click(within(first).getByRole('button'));
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'What is this task in acme/payments?',
      }),
    );
    const confirm = dialog.getByRole('button', { name: 'Adopt' });
    expect(confirm).toBeDisabled();
    const field = dialog.getByRole('textbox', { name: /Task of the portal/ });
    await fill(field, '00000000-0000-4000-8000-00000000ffff');
    await userEvent.click(confirm);
    expect(await dialog.findByText(/There is no task/)).toBeInTheDocument();
    await userEvent.type(
      field,
      `https://portal/agent-tasks/${broker.tasks[0].id}`,
    );
    await userEvent.click(confirm);
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    expect(broker.findings[0]).toMatchObject({
      status: 'adopted',
      adoptedTaskId: broker.tasks[0].id,
    });
  });

  it('excuses with a reason only, and shows who did', async () => {
    const broker = withFindings();
    const { address } = renderPortal({ broker, path: '/agent-tasks/bypass' });
    const [first] = await rows();
    await userEvent.click(within(first).getByRole('button'));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(
      dialog.getByRole('radio', { name: 'It is fine as it is' }),
    );
    const confirm = dialog.getByRole('button', { name: 'Excuse' });
    expect(confirm).toBeDisabled();
    await fill(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'A trial of the platform team.',
    );
    await userEvent.click(confirm);
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    await userEvent.click(screen.getByRole('combobox', { name: 'Status' }));
    await userEvent.click(screen.getByRole('option', { name: 'Excused' }));
    expect(address()).toBe('/agent-tasks/bypass?status=excused');
    await waitFor(async () =>
      expect((await rows())[0]).toHaveTextContent(
        'A trial of the platform team.',
      ),
    );
  });

  it('says that all is well where nothing is open', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: '/agent-tasks/bypass',
    });
    expect(await screen.findByText('No open finding')).toBeInTheDocument();
  });
});
