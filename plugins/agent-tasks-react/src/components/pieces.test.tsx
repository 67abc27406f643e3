import { phases } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Credits } from './Credits';
import { PhaseChip } from './PhaseChip';
import { ReasonsList } from './ReasonsList';
import { RelativeTime } from './RelativeTime';

describe('shared pieces', () => {
  it('tell every phase by a word, never by colour alone', async () => {
    await renderInTestApp(
      <ul>
        {phases.map(phase => (
          <li key={phase}>
            <PhaseChip phase={phase} />
          </li>
        ))}
      </ul>,
    );
    const words = screen.getAllByRole('listitem').map(item => item.textContent);
    expect(words).toEqual([
      'Needs attention',
      'Awaiting approval',
      'Scheduled',
      'Queued',
      'Launching',
      'Running',
      'In review',
      'Done',
      'Done without change',
      'Failed',
      'Withdrawn',
    ]);
  });

  it('tell times relatively, with the exact one on hover', async () => {
    const at = new Date(Date.now() - 40 * 60_000).toISOString();
    await renderInTestApp(<RelativeTime at={at} />);
    await userEvent.hover(screen.getByText('40 min ago'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(/\d{4}/);
  });

  it('never call unknown credits zero', async () => {
    await renderInTestApp(
      <>
        <Credits withUnit />, <Credits credits={0} withUnit />,{' '}
        <Credits credits={12.44} withUnit />
      </>,
    );
    expect(screen.getByText(/not reported yet/)).toBeInTheDocument();
    expect(screen.getByText('0.0 credits')).toBeInTheDocument();
    expect(screen.getByText('12.4 credits')).toBeInTheDocument();
  });

  it('list every reason and lead to the field to blame', async () => {
    const onGoTo = jest.fn();
    await renderInTestApp(
      <ReasonsList
        reasons={[
          {
            code: 'ticket-required',
            message: 'A ticket is missing.',
            nextStep: 'Name one.',
            field: 'ticket',
          },
          { code: 'freeze', message: 'There is a freeze.' },
        ]}
        fieldTitle={() => 'Ticket'}
        onGoTo={onGoTo}
      />,
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText('Next step: Name one.')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Change “Ticket”' }),
    );
    expect(onGoTo).toHaveBeenCalledWith('ticket');
  });
});
