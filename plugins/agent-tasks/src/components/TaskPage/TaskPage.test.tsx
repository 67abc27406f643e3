/* eslint-disable no-script-url -- what must not become a link */
import { RefusalError } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { minutesAgo, task, taskId } from '../../../dev/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { usableButton } from '../../__testUtils__/usableButton';

describe('the task page', () => {
  it('tells the story, the facts and the prompt', async () => {
    const { address } = renderPortal({
      broker: new FixtureBroker([task(1, 'in-review')]),
      path: `/agent-tasks/${taskId(1)}`,
    });
    const story = await screen.findByRole('list', { name: 'Timeline' });
    const events = within(story).getAllByRole('listitem');
    expect(events[0]).toHaveTextContent(/^Requested/);
    expect(events.at(-1)).toHaveTextContent(/^The agent finished/);
    const working = events.find(event =>
      event.textContent?.includes('started working'),
    );
    expect(working).toHaveTextContent(/11 min later$/);
    expect(within(story).getByText('3 checks passed')).toBeInTheDocument();
    const facts = screen.getByRole('region', { name: 'Facts' });
    expect(within(facts).getByText('CHG-20418')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /^Review: Migrate to Node 24/ }),
    ).toHaveAttribute('href', 'https://github.com/acme/payments/pull/31');

    await userEvent.click(screen.getByRole('tab', { name: 'Prompt' }));
    expect(await screen.findByText('⟦payments⟧')).toBeInTheDocument();
    expect(address()).toBe(`/agent-tasks/${taskId(1)}?tab=prompt`);
  });

  it('tells when a task is due beside the sentence, exactly on hover', async () => {
    const at = minutesAgo(-240.5);
    renderPortal({
      broker: new FixtureBroker([
        task(1, 'scheduled', {
          nextStep: { sentence: 'Starts at the time that was asked for.', at },
        }),
      ]),
      path: `/agent-tasks/${taskId(1)}`,
    });
    const next = await screen.findByRole('region', {
      name: 'What happens next',
    });
    expect(next).toHaveTextContent('that was asked for. · in 4 h');
    await userEvent.hover(within(next).getByText('in 4 h'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(/\d{4}/);
  });

  it('says that a task is overdue, and lets somebody look after it', async () => {
    const broker = new FixtureBroker([
      task(1, 'in-review', {
        wait: {
          kind: 'review',
          since: minutesAgo(4_000),
          overdue: true,
          overdueAt: minutesAgo(120),
          told: ['group:default/payments'],
          nextNoticeAt: minutesAgo(-600),
        },
      }),
    ]);
    renderPortal({ broker, path: `/agent-tasks/${taskId(1)}` });
    const next = await screen.findByRole('region', {
      name: 'What happens next',
    });
    expect(next).toHaveTextContent(
      /overdue 2 h ago · told: payments · next notice in \d+ h/i,
    );
    await userEvent.click(
      within(next).getByRole('button', { name: 'Look after it' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Snooze for 3 days' }),
    );
    await waitFor(() => expect(next).toHaveTextContent('no notice before'));
    const until = Date.parse(broker.tasks[0].wait?.snoozedUntil ?? '');
    const days = (until - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(2);
    expect(days).toBeLessThan(4);
  });

  it('asks the agent to correct its pull request', async () => {
    const broker = new FixtureBroker([task(1, 'in-review')]);
    broker.tasks[0].actions.followUp = {
      allowed: true,
      kinds: ['fix-checks'],
    };
    renderPortal({ broker, path: `/agent-tasks/${taskId(1)}` });
    const next = await screen.findByRole('region', {
      name: 'What happens next',
    });
    await userEvent.click(
      within(next).getByRole('button', { name: 'Have the checks corrected' }),
    );
    await waitFor(() => expect(next).toHaveTextContent('Queued'));
    expect(broker.followUps).toEqual([{ id: taskId(1), kind: 'fix-checks' }]);
  });

  it('lets a retry go on with the pull request that was left open', async () => {
    const broker = new FixtureBroker([
      task(1, 'failed', { pullRequest: task(2, 'in-review').pullRequest }),
    ]);
    const retry = jest.spyOn(broker, 'retryTask');
    renderPortal({ broker, path: `/agent-tasks/${taskId(1)}` });
    await userEvent.click(await usableButton('Retry'));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Retry this task?' }),
    );
    await userEvent.click(
      await dialog.findByRole('checkbox', { name: /^Go on with the pull/ }),
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Retry' }));
    await waitFor(() =>
      expect(retry).toHaveBeenCalledWith(taskId(1), { mode: 'continue' }),
    );
  });

  it('lets a retry change the parameters, and correct what is refused', async () => {
    const broker = new FixtureBroker([task(1, 'failed')]);
    const retry = jest.spyOn(broker, 'retryTask').mockRejectedValueOnce(
      new RefusalError({
        name: 'InputError',
        statusCode: 422,
        message: 'Not that one.',
        reasons: [
          {
            code: 'parameter-invalid',
            message: 'Not that one.',
            field: 'target',
          },
        ],
      }),
    );
    renderPortal({ broker, path: `/agent-tasks/${taskId(1)}` });
    await userEvent.click(await usableButton('Retry'));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Retry this task?' }),
    );
    await userEvent.click(
      await dialog.findByRole('checkbox', { name: 'Change the parameters' }),
    );
    const field = await dialog.findByRole('textbox', {
      name: /^Target version/,
    });
    const before = (field as HTMLInputElement).value;
    expect(before).not.toBe('');
    await userEvent.clear(field);
    await userEvent.click(dialog.getByRole('button', { name: 'Retry' }));
    // the form's own check comes first
    expect(
      await dialog.findByText(/must have required property/),
    ).toBeVisible();
    expect(retry).not.toHaveBeenCalled();
    await userEvent.type(field, 'node-20');
    await userEvent.click(dialog.getByRole('button', { name: 'Retry' }));
    expect(await dialog.findAllByText('Not that one.')).not.toHaveLength(0);
    await userEvent.clear(field);
    await userEvent.type(field, 'node-26');
    await userEvent.click(dialog.getByRole('button', { name: 'Retry' }));
    await waitFor(() =>
      expect(retry).toHaveBeenLastCalledWith(taskId(1), {
        parameters: expect.objectContaining({ target: 'node-26' }),
      }),
    );
  });

  it('retries a failed task and shows that it is queued', async () => {
    renderPortal({
      broker: new FixtureBroker([task(1, 'failed')]),
      path: `/agent-tasks/${taskId(1)}`,
    });
    await userEvent.click(await usableButton('Retry'));
    const dialog = await screen.findByRole('dialog', {
      name: 'Retry this task?',
    });
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Retry' }),
    );
    const next = screen.getByRole('region', { name: 'What happens next' });
    await waitFor(() => expect(next).toHaveTextContent('Queued'));
  });

  it('says why an action cannot be taken, to everybody', async () => {
    renderPortal({
      broker: new FixtureBroker([task(1, 'running')]),
      path: `/agent-tasks/${taskId(1)}`,
    });
    const withdraw = await screen.findByRole('button', { name: 'Withdraw' });
    expect(withdraw).toHaveAttribute('aria-disabled', 'true');
    expect(withdraw).toHaveAccessibleDescription(
      'GitHub has no call that stops a task once it was accepted.',
    );
    await userEvent.click(withdraw);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says that there is no such task', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: `/agent-tasks/${taskId(9)}`,
    });
    expect(
      await screen.findByText('There is no such task, or you may not see it'),
    ).toBeInTheDocument();
  });

  it('says which words the custom agent was given', async () => {
    renderPortal({
      broker: new FixtureBroker([
        { ...task(1, 'running'), customAgent: 'upgrader' },
      ]),
      path: `/agent-tasks/${taskId(1)}?tab=attempts`,
    });
    const attempt = await screen.findByRole('region', { name: 'Attempt 1' });
    expect(attempt).toHaveTextContent(
      'Custom agent file .github/agents/upgrader.agent.md at 5e1c309',
    );
  });

  it('T6: shows what GitHub says as text, and leads nowhere but to GitHub', async () => {
    const html = '<img src=x onerror="alert(1)"> [x](javascript:alert(1))';
    const broker = new FixtureBroker([task(1, 'failed')]);
    const getTask = broker.getTask.bind(broker);
    jest.spyOn(broker, 'getTask').mockImplementation(async id => {
      const detail = await getTask(id);
      const [attempt] = detail.attempts;
      return {
        ...detail,
        title: html,
        headRef: 'copilot/\u202Emain',
        githubTask: { id: '1', url: 'javascript:alert(1)' },
        repository: { ...detail.repository, url: 'https://evil.example/a/b' },
        nextStep: {
          ...detail.nextStep,
          action: 'review',
          url: 'data:text/html,x',
        },
        pullRequest: {
          number: 7,
          url: 'https://github.com.evil.example/acme/payments/pull/7',
          title: html,
          state: 'open',
          isDraft: false,
          checks: 'none',
          reviewDecision: 'none',
          readAt: detail.createdAt,
        },
        attempts: [
          {
            ...attempt,
            githubTask: { id: '1', url: 'vbscript:x' },
            failure: attempt.failure && { ...attempt.failure, message: html },
            sessions: [
              {
                id: 's',
                name: html,
                state: 'failed',
                createdAt: detail.createdAt,
                error: html,
              },
            ],
          },
        ],
        timeline: detail.timeline.map(entry => ({
          ...entry,
          data: { title: html, message: html, url: 'javascript:alert(1)' },
        })),
      };
    });
    renderPortal({ broker, path: `/agent-tasks/${taskId(1)}?tab=attempts` });
    const sessions = await screen.findByRole('table', { name: 'Sessions' });
    expect(within(sessions).getAllByText(html)).not.toEqual([]);
    const facts = screen.getByRole('region', { name: 'Facts' });
    expect(within(facts).getByText('copilot/[U+202E]main')).toBeInTheDocument();
    const check = () => {
      expect(document.querySelector('img[onerror]')).not.toBeInTheDocument();
      for (const link of screen.getAllByRole('link')) {
        expect(
          new URL(link.getAttribute('href') ?? '', 'http://portal').host,
        ).toBe('portal');
      }
    };
    check();
    await userEvent.click(screen.getByRole('tab', { name: 'Timeline' }));
    const story = await screen.findByRole('list', { name: 'Timeline' });
    expect(within(story).getAllByText(html)).not.toEqual([]);
    check();
  });
});
