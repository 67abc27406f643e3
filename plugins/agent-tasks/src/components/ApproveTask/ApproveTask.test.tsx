import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { task, taskId } from '../../../dev/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

async function open(name: 'Approve…' | 'Reject…') {
  await waitFor(() =>
    expect(screen.getByRole('button', { name })).not.toHaveAttribute(
      'aria-disabled',
    ),
  );
  await userEvent.click(screen.getByRole('button', { name }));
  return within(await screen.findByRole('dialog'));
}

const headline = () =>
  screen.findByRole('region', { name: 'What happens next' });

describe('approving', () => {
  it('shows what is approved and why, and sends the verdict about that', async () => {
    const broker = new FixtureBroker([task(51, 'awaiting-approval')]);
    renderPortal({ broker, path: `/agent-tasks/${taskId(51)}` });
    expect(await headline()).toHaveTextContent(
      /Waiting for approval by payments-team\..*expires/,
    );
    const story = screen.getByRole('list', { name: 'Timeline' });
    expect(story).toHaveTextContent('Approval was asked for');
    const dialog = await open('Approve…');
    expect(dialog.getByText('⟦payments⟧')).toBeInTheDocument();
    expect(
      dialog.getByRole('group', { name: 'Why it waits for you' }),
    ).toHaveTextContent('Work on tier 1 needs approval by payments-team.');
    await userEvent.type(
      dialog.getByRole('textbox', { name: 'Comment' }),
      'Go.',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(broker.verdicts).toEqual([
      {
        id: taskId(51),
        approved: true,
        comment: 'Go.',
        promptDigest: expect.stringMatching(/^sha256:/),
      },
    ]);
    await waitFor(async () =>
      expect(await headline()).toHaveTextContent('Queued'),
    );
  });

  it('asks for words with a rejection', async () => {
    const broker = new FixtureBroker([task(52, 'awaiting-approval')]);
    renderPortal({ broker, path: `/agent-tasks/${taskId(52)}` });
    await headline();
    const dialog = await open('Reject…');
    const reject = dialog.getByRole('button', { name: 'Reject' });
    expect(reject).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /^Comment/ }),
      'Not before the freeze ends.',
    );
    await userEvent.click(reject);
    await waitFor(() =>
      expect(broker.verdicts).toMatchObject([
        { approved: false, comment: 'Not before the freeze ends.' },
      ]),
    );
  });

  it('says that other words wait by now, and keeps the comment', async () => {
    const broker = new FixtureBroker([task(53, 'awaiting-approval')]);
    renderPortal({ broker, path: `/agent-tasks/${taskId(53)}` });
    await headline();
    const dialog = await open('Approve…');
    await userEvent.type(
      dialog.getByRole('textbox', { name: 'Comment' }),
      'Fine.',
    );
    broker.tasks = broker.tasks.map(item => ({
      ...item,
      approval: item.approval && { ...item.approval, promptDigest: 'sha256:0' },
    }));
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(
      await dialog.findByRole('group', { name: 'Not taken, for one reason' }),
    ).toHaveTextContent('is not the one you read');
    expect(dialog.getByRole('textbox', { name: 'Comment' })).toHaveValue(
      'Fine.',
    );
    expect(broker.verdicts).toEqual([]);
  });

  it('tells who may not why, and shows no way there elsewhere', async () => {
    const waiting = task(54, 'awaiting-approval');
    const reason = 'You have asked for this task; somebody else has to decide.';
    const broker = new FixtureBroker([
      {
        ...waiting,
        actions: { ...waiting.actions, approve: { allowed: false, reason } },
      },
    ]);
    renderPortal({ broker, path: `/agent-tasks/${taskId(54)}` });
    await headline();
    for (const name of ['Approve…', 'Reject…']) {
      expect(screen.getByRole('button', { name })).toHaveAccessibleDescription(
        reason,
      );
    }
  });

  it('puts what waits for the reader above the list', async () => {
    const mine = task(55, 'awaiting-approval', { title: 'Migrate payments' });
    const theirs = task(56, 'awaiting-approval', { title: 'Migrate ledger' });
    const broker = new FixtureBroker([
      mine,
      {
        ...theirs,
        actions: { ...theirs.actions, approve: { allowed: false } },
      },
    ]);
    const { address } = renderPortal({ broker, path: '/agent-tasks' });
    const section = within(
      await screen.findByRole('region', {
        name: 'Waiting for your approval: 1 task',
      }),
    );
    expect(section.getAllByRole('listitem')).toHaveLength(1);
    await userEvent.click(
      section.getByRole('link', { name: 'Approve: Migrate payments' }),
    );
    await waitFor(() => expect(address()).toBe(`/agent-tasks/${taskId(55)}`));
  });

  it('takes no room where nothing waits', async () => {
    renderPortal({
      broker: new FixtureBroker([task(57, 'running')]),
      path: '/agent-tasks',
    });
    expect(
      await screen.findByRole('table', { name: 'Agent tasks' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Waiting for your approval/)).toBeNull();
  });
});
