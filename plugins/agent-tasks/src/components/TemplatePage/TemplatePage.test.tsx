import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { renderPortal } from '../../__testUtils__/renderPortal';

const path = '/agent-tasks/templates/default/migrate-library';

const open = (search = '') => {
  const broker = new FixtureBroker([]);
  const portal = renderPortal({ broker, path: `${path}${search}` });
  return { broker, ...portal };
};
const version = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('the page of a template', () => {
  it('tells the story of each version, and why something cannot be done', async () => {
    open();
    const draft = await version('2.1.0');
    expect(draft.getByText('Draft')).toBeInTheDocument();
    expect(draft.getByText('In the catalog')).toBeInTheDocument();
    expect(screen.getByText(/^The catalog has a draft/)).toBeInTheDocument();
    const deprecate = draft.getByRole('button', { name: 'Deprecate: 2.1.0' });
    expect(deprecate).toHaveAttribute('aria-disabled', 'true');
    expect(deprecate).toHaveAccessibleDescription(
      'A version that is draft cannot be deprecated.',
    );
    const revoked = await version('1.0.0');
    expect(revoked.getByText(/It left tests out/)).toBeInTheDocument();
    expect(
      (await version('2.0.1')).getByRole('link', { name: '61 tasks' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/agent-tasks\?templateDigest=sha256%3Aa17b/),
    );
  });

  it('leads every class of drift to its tasks', async () => {
    open();
    const drift = within(
      await screen.findByRole('region', { name: 'What was made from it' }),
    );
    expect(
      drift.getByRole('link', { name: 'Open with stale words: 3' }),
    ).toHaveAttribute(
      'href',
      '/agent-tasks?template=agenttasktemplate%3Adefault%2Fmigrate-library&drift=stale-open',
    );
  });

  it('approves with a reason, and shows it', async () => {
    const { broker } = open();
    const draft = await version('2.1.0');
    await userEvent.click(
      draft.getByRole('button', { name: 'Approve: 2.1.0' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Approve' });
    expect(confirm).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Tried on payments.',
    );
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(broker.moves).toEqual([
      {
        digest: broker.versions[0].digest,
        to: 'approved',
        reason: 'Tried on payments.',
      },
    ]);
    expect(
      await (await version('2.1.0')).findByText(/Tried on payments/),
    ).toBeInTheDocument();
  });

  it('says what a revocation has taken back, and what it has not', async () => {
    open();
    await userEvent.click(
      (await version('2.0.1')).getByRole('button', { name: 'Revoke: 2.0.1' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'It loosens tests.',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
    const told = within(
      await screen.findByRole('dialog', { name: 'Version 2.0.1 is revoked' }),
    );
    expect(
      told.getByText('4 queued tasks were withdrawn.'),
    ).toBeInTheDocument();
    expect(told.getByRole('link', { name: '2 running tasks' })).toHaveAttribute(
      'href',
      expect.stringContaining('phase=running'),
    );
    expect(told.queryByText(/merged/)).not.toBeInTheDocument();
  });

  it('keeps the reason where a move is refused, and says why', async () => {
    const { broker } = open();
    broker.denial = [
      {
        code: 'approver-is-author',
        message: 'You changed this version last; somebody else approves it.',
      },
    ];
    await userEvent.click(
      (await version('2.1.0')).getByRole('button', { name: 'Approve: 2.1.0' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const reason = dialog.getByRole('textbox', { name: /Reason/ });
    await userEvent.type(reason, 'Mine.');
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(
      await dialog.findByText(/somebody else approves it/),
    ).toBeInTheDocument();
    expect(reason).toHaveValue('Mine.');
  });

  it('shows the words that changed', async () => {
    open('?tab=diff');
    const diff = await screen.findByLabelText('What changed', {
      selector: 'pre',
    });
    expect(diff).toHaveTextContent('Run the tests before and after.');
    expect(screen.getByText('3 lines added, 2 removed')).toBeInTheDocument();
  });

  it('previews it for a component, with what that may cost', async () => {
    open('?tab=preview');
    await userEvent.type(
      await screen.findByRole('combobox', { name: 'Component' }),
      'ledger',
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /ledger/ }),
    );
    await userEvent.click(await screen.findByLabelText(/Why now/));
    await userEvent.paste('The old one ends in May.');
    await userEvent.click(screen.getByRole('button', { name: 'Preview' }));
    expect(await screen.findByText(/about 3.4, at most 9.1/)).toHaveTextContent(
      'from 31 tasks in the last 90 days',
    );
  });
});
