/* eslint-disable no-script-url -- what must not become a link */
import { phases } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Credits } from './Credits';
import { GitHubLink } from './GitHubLink';
import { gitHubUrl } from './gitHubUrl';
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

describe('T6: links to GitHub', () => {
  it.each([
    ['https://github.com/acme/web', 'https://github.com/acme/web'],
    ['https://GitHub.com/acme/web#x', 'https://github.com/acme/web#x'],
    ['https://github.com:443/acme', 'https://github.com/acme'],
    ['java\nscript:alert(1)', undefined],
    ['javascript:alert(1)//github.com', undefined],
    ['data:text/html,<script>alert(1)</script>', undefined],
    ['blob:https://github.com/1', undefined],
    ['https://github.com.evil.example/acme', undefined],
    ['https://evil.example/github.com', undefined],
    ['https://github.com@evil.example/', undefined],
    ['https://ada:secret@github.com/', undefined],
    ['https://github.com:8443/acme', undefined],
    ['https://gist.github.com/acme', undefined],
    ['https://gith\u0443b.com/acme', undefined],
    ['//evil.example', undefined],
    ['/acme/web', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('lead from %j to %j', (url, href) => {
    expect(gitHubUrl(url, 'github.com')).toBe(href);
  });

  it('know a port of the host', () => {
    const url = 'http://localhost:7100/acme';
    expect(gitHubUrl(url, 'localhost:7100')).toBe(url);
    expect(gitHubUrl(url, 'localhost')).toBeUndefined();
  });

  it('are text that says why where they lead elsewhere', async () => {
    await renderInTestApp(
      <>
        <GitHubLink url="https://github.com/acme" host="github.com">
          good
        </GitHubLink>
        <GitHubLink url="javascript:alert(1)" host="github.com">
          bad
        </GitHubLink>
      </>,
    );
    expect(screen.getByRole('link', { name: /good/ })).toHaveAttribute(
      'href',
      'https://github.com/acme',
    );
    expect(screen.getAllByRole('link')).toHaveLength(1);
    await userEvent.hover(screen.getByText('bad'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'This is no link: its address does not lead to github.com.',
    );
  });
});
