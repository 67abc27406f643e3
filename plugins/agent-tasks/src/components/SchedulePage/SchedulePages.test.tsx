import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { campaignId } from '../../../dev/campaigns';
import { FixtureBroker } from '../../../dev/FixtureBroker';
import { scheduleId, task, taskId } from '../../../dev/fixtures';
import { fixtureSchedules, scheduleOf } from '../../../dev/schedules';
import { renderPortal } from '../../__testUtils__/renderPortal';

const list = '/agent-tasks/schedules';
const at = (number: number) => `${list}/${scheduleId(number)}`;

jest.setTimeout(60_000);

/** In one go: each key draws the whole page. */
function fill(field: HTMLElement, value: string) {
  fireEvent.change(field, { target: { value } });
}

async function choose(field: RegExp, option: RegExp | string) {
  await userEvent.click(screen.getByRole('combobox', { name: field }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

async function dialogOf(name: string) {
  return within(await screen.findByRole('dialog', { name }));
}

describe('the list of schedules', () => {
  it('says when each runs, what came of it, and why it does not', async () => {
    const { address } = renderPortal({
      broker: new FixtureBroker([]),
      path: list,
    });
    const table = await screen.findByRole('table', { name: 'Schedules' });
    const row = (name: RegExp) => within(table).getByRole('row', { name });
    const updates = row(/Weekly dependency updates/);
    expect(updates).toHaveTextContent(
      /At 06:00.*, Monday through Friday0 6 \* \* 1-5 · America\/New_York/,
    );
    expect(updates).toHaveTextContent('Running 41 min ago');
    expect(
      within(updates).getByRole('link', {
        name: 'Weekly dependency updates, today',
      }),
    ).toHaveAttribute('href', `/agent-tasks/campaigns/${campaignId(1)}`);
    const next = within(updates).getByText(/^in \d+/);
    await userEvent.hover(next);
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      /6:00:00.*\(America\/New_York\)$/,
    );

    const orphan = row(/Feature flags/);
    expect(orphan).toHaveTextContent('its owner is gone');
    expect(orphan).toHaveTextContent('The template was revoked');
    const stuck = within(table).getByRole('switch', {
      name: 'Enabled: Base images',
    });
    expect(stuck).not.toBeChecked();
    expect(stuck).toHaveAccessibleDescription('It has to be corrected first.');
    await userEvent.click(stuck);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();

    await choose(/^Enabled/, 'Disabled');
    await waitFor(() => expect(updates).not.toBeInTheDocument());
    await choose(/^Owner/, 'platform');
    expect(address()).toBe(
      `${list}?enabled=no&owner=group%3Adefault%2Fplatform`,
    );
    fill(screen.getByRole('searchbox'), 'nothing like it');
    expect(await screen.findByText('No schedule matches')).toBeInTheDocument();
  });

  it('says what a schedule is where there is none, with the next step', async () => {
    const broker = new FixtureBroker([]);
    broker.schedules = [];
    const { address } = renderPortal({ broker, path: list });
    expect(await screen.findByText('No schedule yet')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'New schedule' }));
    await waitFor(() => expect(address()).toBe(`${list}/new`));
  });

  it('can be tried again where it could not be read', async () => {
    const broker = new FixtureBroker([]);
    broker.outage = new Error('Failed to fetch');
    renderPortal({ broker, path: list });
    expect(await screen.findByText('Failed to fetch')).toBeInTheDocument();
    broker.outage = undefined;
    await userEvent.click(screen.getByRole('button', { name: /again/i }));
    expect(
      await screen.findByRole('table', { name: 'Schedules' }),
    ).toBeInTheDocument();
  });

  it('is drawn a page at a time', async () => {
    const broker = new FixtureBroker([]);
    const [{ schedule }] = broker.schedules;
    broker.schedules = Array.from({ length: 51 }, (_, index) => ({
      schedule: scheduleOf(index + 1, {
        ...schedule.request,
        title: `Schedule ${index + 1}`,
      }),
      runs: [],
    }));
    const { address } = renderPortal({ broker, path: list });
    expect(await screen.findByText('51 schedules')).toBeInTheDocument();
    expect(screen.queryByText('Schedule 51')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('Schedule 51')).toBeInTheDocument();
    expect(address()).toBe(`${list}?page=1`);
  });

  it('disables with a reason, and enables having seen what follows', async () => {
    const broker = new FixtureBroker([]);
    renderPortal({ broker, path: list });
    const name = 'Enabled: Weekly dependency updates';
    await userEvent.click(await screen.findByRole('switch', { name }));
    const dialog = await dialogOf('Disable this schedule?');
    fill(dialog.getByRole('textbox', { name: 'Reason' }), 'Moving house');
    await userEvent.click(dialog.getByRole('button', { name: 'Disable' }));
    expect(await screen.findAllByText('somebody has disabled it')).toHaveLength(
      2,
    );
    await userEvent.click(screen.getByRole('switch', { name }));
    const again = await dialogOf('Enable this schedule?');
    expect(
      within(
        await again.findByRole('list', { name: 'It would run' }),
      ).getAllByRole('listitem'),
    ).toHaveLength(5);
    await userEvent.click(again.getByRole('button', { name: 'Enable' }));
    await waitFor(() =>
      expect(screen.getByRole('switch', { name })).toBeChecked(),
    );
    expect(broker.asked).toEqual([
      {
        what: 'disable',
        id: scheduleId(1),
        body: { reason: 'Moving house' },
      },
      { what: 'enable', id: scheduleId(1), body: {} },
    ]);
  });

  it('is for those who may manage schedules to change', async () => {
    renderPortal({
      broker: new FixtureBroker([]),
      path: list,
      denied: ['agentTasks.schedule.manage', 'agentTasks.campaign.read'],
    });
    const button = await screen.findByRole('button', { name: 'New schedule' });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(
        'You may not manage schedules.',
      ),
    );
    // the campaign is named, and is no way to where they may not go
    await waitFor(() =>
      expect(
        screen.queryByRole('link', {
          name: 'Weekly dependency updates, today',
        }),
      ).not.toBeInTheDocument(),
    );
    expect(
      screen.getByText('Weekly dependency updates, today'),
    ).toBeInTheDocument();
  });
});

describe('the page of a schedule', () => {
  it('says when it runs, what it does, by which rules, and what came of it', async () => {
    renderPortal({ broker: new FixtureBroker([]), path: at(1) });
    const region = async (name: string) =>
      screen.findByRole('region', { name });
    const next = within(await region('Next runs')).getAllByRole('listitem');
    expect(next).toHaveLength(5);
    expect(next.at(-1)).toHaveTextContent(
      "Left out: Nothing begins in the freeze 'Year-end freeze'.",
    );
    const work = await region('What each run does');
    expect(work).toHaveTextContent(
      'Kind is component and Type is service or website',
    );
    expect(work).toHaveTextContent(
      /1\. 5 targets.*at least 80 % are merged, a person confirms/,
    );
    expect(
      await within(work).findByRole('link', { name: 'Migrate a library' }),
    ).toHaveAttribute('href', '/agent-tasks/templates/default/migrate-library');
    const rules = await region('Rules');
    expect(rules).toHaveTextContent('The run begins after it');
    expect(rules).toHaveTextContent('up to 30 min');

    const runs = within(await screen.findByRole('table', { name: 'Runs' }));
    const [, first, skipped, manual] = runs.getAllByRole('row');
    expect(
      within(first).getByRole('img', { name: /Done: 9, In review: 3/ }),
    ).toBeInTheDocument();
    expect(skipped).toHaveTextContent('Left outAn earlier run had not ended.');
    expect(skipped).toHaveTextContent('has not begun');
    expect(manual).toHaveTextContent('asked for by alice');
    for (const _ of [1, 2]) {
      await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    }
    expect(
      await screen.findByRole('link', { name: 'Weekly dependency updates 1' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
    for (const _ of [1, 2]) {
      await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    }
    expect(
      await screen.findByText('An earlier run had not ended.'),
    ).toBeInTheDocument();
  });

  it('runs it now, and deletes it', async () => {
    const broker = new FixtureBroker([]);
    const { address } = renderPortal({ broker, path: at(4) });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Run now' }),
    );
    const run = await dialogOf('Run it now?');
    expect(run.getByText(/The schedule stays disabled/)).toBeInTheDocument();
    fill(run.getByRole('textbox', { name: 'Reason' }), 'To try it');
    await userEvent.click(run.getByRole('button', { name: 'Run now' }));
    expect(await screen.findByText('Being planned')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    const away = await dialogOf('Delete this schedule?');
    await userEvent.click(away.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(address()).toBe(list));
    expect(broker.asked).toEqual([
      { what: 'run', id: scheduleId(4), body: { reason: 'To try it' } },
      { what: 'delete-schedule', id: scheduleId(4) },
    ]);
  });

  it('is changed in the catalog where it is kept there', async () => {
    const { address } = renderPortal({
      broker: new FixtureBroker([]),
      path: at(2),
    });
    const change = await screen.findByRole('button', { name: 'Change' });
    expect(change).toHaveAccessibleDescription(/kept in the catalog/);
    await userEvent.click(change);
    expect(address()).toBe(at(2));
    expect(
      screen.getByRole('link', { name: /licence-headers/ }),
    ).toBeInTheDocument();
    for (const name of ['Disable', 'Run now']) {
      expect(screen.getByRole('button', { name })).not.toHaveAttribute(
        'aria-disabled',
      );
    }
  });

  it('offers no form for one that is kept in the catalog', async () => {
    renderPortal({ broker: new FixtureBroker([]), path: `${at(2)}/edit` });
    expect(
      await screen.findByText(/It is changed there, by a commit/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('says what is wrong with what the catalog has', async () => {
    renderPortal({ broker: new FixtureBroker([]), path: at(5) });
    expect(
      await screen.findByText("'Mars/Olympus_Mons' is no time zone."),
    ).toBeInTheDocument();
    // a zone that there is not does not hide when it freezes
    expect(screen.getByRole('region', { name: 'Rules' })).toHaveTextContent(
      '2027-01-01T00:00 until 2027-01-02T00:00',
    );
    expect(
      screen.getByText('It does not run by itself while it is disabled.'),
    ).toBeInTheDocument();
  });

  it('says that there is none', async () => {
    renderPortal({ broker: new FixtureBroker([]), path: at(99) });
    expect(
      await screen.findByText('There is no such schedule.'),
    ).toBeInTheDocument();
  });
});

describe('the form of a schedule', () => {
  it('shows when it would run, and what is wrong where it is', async () => {
    const broker = new FixtureBroker([]);
    const { address } = renderPortal({ broker, path: `${list}/new` });
    fill(await screen.findByRole('textbox', { name: /^Title/ }), 'Node');
    fill(
      screen.getByRole('textbox', { name: /^Owner/ }),
      'group:default/platform',
    );
    await choose(/^Template/, /Migrate a library/);
    await choose(/^How often/, 'every weekday');
    fill(screen.getByLabelText(/^At/), '07:30');
    expect(
      screen.getAllByText(/^At 07:30.*, Monday through Friday$/),
    ).toHaveLength(2);
    await choose(/^Time zone/, 'Asia/Tokyo');
    const preview = await screen.findByRole('list', { name: 'It would run' });
    expect(within(preview).getAllByText(/7:30/)).toHaveLength(5);

    await choose(/^How often/, 'as a cron expression says');
    const cron = screen.getByRole('textbox', { name: /^Cron expression/ });
    expect(cron).toHaveValue('30 7 * * 1-5');
    fill(cron, '30 7 * *');
    await waitFor(() =>
      expect(cron).toHaveAccessibleDescription(
        "'30 7 * *' is no cron expression of five fields.",
      ),
    );
    fill(cron, '30 7 * * 2');
    await waitFor(() => expect(cron).toBeValid());

    for (const field of document.querySelectorAll('input:invalid')) {
      fill(field as HTMLElement, '${{ migrationTarget }}');
    }
    broker.scheduleDenial = [
      { code: 'a', message: 'There is no such zone.', field: 'times.timeZone' },
      { code: 'b', message: 'No such owner.', field: 'owner' },
      { code: 'c', message: 'It is closed.', field: 'work.ticket' },
      {
        code: 'd',
        message: 'Tier 9 is none.',
        field: 'work.waves.0.select.tiers',
      },
      { code: 'e', message: 'Not a target.', field: 'work.parameters.target' },
    ];
    const submit = screen.getByRole('button', { name: 'Create it' });
    await userEvent.click(submit);
    const refusal = await screen.findByRole('group', {
      name: 'It cannot be stored like this',
    });
    expect(within(refusal).getAllByRole('listitem')).toHaveLength(5);
    const described = (role: string, name: RegExp, text: string) =>
      expect(screen.getByRole(role, { name })).toHaveAccessibleDescription(
        text,
      );
    described('combobox', /^Time zone/, 'There is no such zone.');
    described('textbox', /^Owner/, 'No such owner.');
    described('textbox', /^Ticket/, 'It is closed.');
    described('textbox', /^Migration target/, 'Not a target.');
    expect(screen.getByRole('group', { name: 'Wave 1' })).toHaveTextContent(
      'Tier 9 is none.',
    );

    broker.scheduleDenial = [];
    await userEvent.click(submit);
    await waitFor(() => expect(address()).toBe(at(6)));
    const [first, second] = broker.asked.map(({ body }) => body) as {
      idempotencyKey: string;
    }[];
    expect(second).toMatchObject({
      title: 'Node',
      times: { cron: '30 7 * * 2', timeZone: 'Asia/Tokyo' },
      overlap: 'skip',
      missed: 'run',
      enabled: true,
      work: {
        template: 'agenttasktemplate:default/migrate-library',
        targets: { filter: [{ kind: 'component' }] },
        waves: [{ select: {} }],
      },
    });
    // an answer that was lost is found again by the same key
    expect(first.idempotencyKey).toMatch(/^portal:/);
    expect(second.idempotencyKey).toBe(first.idempotencyKey);
  });

  it('changes one, and leaves alone what it was not told to change', async () => {
    const broker = new FixtureBroker([]);
    const { address } = renderPortal({ broker, path: `${at(1)}/edit` });
    const [{ schedule }] = fixtureSchedules();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a freeze' }),
    );
    const freeze = within(screen.getByRole('group', { name: 'Freeze 2' }));
    fill(freeze.getByLabelText(/^From/), '2027-03-01T18:00');
    fill(freeze.getByLabelText(/^Until/), '2027-03-02T06:00');
    fill(freeze.getByRole('textbox', { name: 'Reason' }), 'Audit');
    await choose(/^In a freeze/, 'The run begins at its end');
    const save = screen.getByRole('button', { name: 'Save it' });
    await userEvent.click(save);
    await waitFor(() => expect(address()).toBe(at(1)));
    const { request } = schedule;
    expect(broker.asked).toEqual([
      {
        what: 'change-schedule',
        id: scheduleId(1),
        body: {
          ...request,
          enabled: true,
          times: {
            ...request.times,
            inFreeze: 'wait',
            freezes: [
              ...request.times.freezes!,
              {
                from: '2027-03-01T18:00',
                until: '2027-03-02T06:00',
                reason: 'Audit',
              },
            ],
          },
        },
      },
    ]);
  });
});

describe('what a schedule has started', () => {
  const started = () =>
    new FixtureBroker([
      task(1, 'running', {
        campaignId: campaignId(5),
        source: 'campaign',
        requestedBy: `schedule:${scheduleId(2)}`,
      }),
    ]);

  it('names it on the campaign and on the task', async () => {
    const { address } = renderPortal({
      broker: started(),
      path: `/agent-tasks/${taskId(1)}`,
    });
    const facts = within(await screen.findByRole('region', { name: 'Facts' }));
    expect(
      await facts.findByRole('link', { name: 'a schedule' }),
    ).toHaveAttribute('href', at(2));
    const link = await facts.findByRole('link', { name: 'Licence headers' });
    expect(link.parentElement).toHaveTextContent(
      'Copyright 2026, run of Licence headers',
    );
    await userEvent.click(facts.getByRole('link', { name: 'Copyright 2026' }));
    await userEvent.click(
      await screen.findByRole('link', { name: 'Licence headers' }),
    );
    await waitFor(() => expect(address()).toBe(at(2)));
  });

  it('leaves it unnamed for those who may not see schedules', async () => {
    renderPortal({
      broker: started(),
      path: `/agent-tasks/campaigns/${campaignId(5)}`,
      denied: ['agentTasks.schedule.read'],
    });
    expect(await screen.findByText(/run of a schedule/)).toBeInTheDocument();
    expect(screen.queryByText('Licence headers')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'a schedule' }),
    ).not.toBeInTheDocument();
  });
});
