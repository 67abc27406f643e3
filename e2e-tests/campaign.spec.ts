import { expect, type Page, test } from '@playwright/test';
import { GitHubSide } from './GitHubSide';
import { enterPortal } from './portal';

const github = new GitHubSide('http://localhost:7100');

const section = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

/** All of the demonstration's warehouse, of which these start first. */
const TARGETS = 40;
const canary = [
  'carrier-claims',
  'carrier-tracking',
  'customs-forms',
  'customs-tariffs',
];
/** The first of the second wave: with these the agents are done. */
const reviewed = ['demand-signals', 'dock-gates', 'dock-weather'];

test('a campaign of forty: planned by a query, a canary, a gate, a pause, and one wave taken back', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const title = `Pino 11 (${Date.now().toString(36)})`;
  const words = `pino-11-${Date.now().toString(36)}`;
  const tasks = async () =>
    (await github.tasks()).filter(({ prompt }) => prompt.includes(words));
  const count = async () => (await tasks()).length;
  const taskOf = async (name: string) => {
    const own = (await github.tasksOf('acme', name)).filter(({ prompt }) =>
      prompt.includes(words),
    );
    expect(own).toHaveLength(1);
    return own[0].id;
  };
  const targets = page.getByRole('table', { name: 'Targets' });

  await test.step('Aiko plans it, and nothing starts', async () => {
    await enterPortal(page, '/agent-tasks/campaigns', 'Aiko Tanaka');
    await page.getByRole('button', { name: 'Plan a campaign' }).click();
    await page.getByRole('textbox', { name: /^Title/ }).fill(title);
    await page
      .getByRole('textbox', { name: /^Owner/ })
      .fill('group:default/platform');
    await page.getByRole('combobox', { name: /^Template/ }).click();
    await page
      .getByRole('option', { name: /Migrate to the agreed target/ })
      .click();
    await page.getByRole('textbox', { name: /^Migration target/ }).fill(words);
    await page
      .getByRole('textbox', { name: 'System' })
      .fill('system:default/warehouse');
    await expect(page.getByText(`${TARGETS} entities match`)).toBeVisible();
    await page
      .getByRole('textbox', { name: 'References' })
      .fill('nobody-knows');
    const first = page.getByRole('group', { name: 'Wave 1' });
    await first
      .getByRole('spinbutton', { name: 'Number' })
      .fill(String(canary.length));
    await page.getByRole('button', { name: 'Remove wave 2' }).click();
    await page.getByRole('button', { name: 'Plan it' }).click();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.getByText('Not started').first()).toBeVisible();
    // the head, and the one that there is none of
    await expect(targets.getByRole('row')).toHaveCount(TARGETS + 2);
    await expect(
      targets.getByRole('row', { name: /nobody-knows/ }),
    ).toContainText('There is no entity');
    await targets
      .getByRole('button', { name: 'Show the prompt: acme/customs-forms' })
      .click();
    await expect(page.getByRole('dialog')).toContainText(words);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await count()).toBe(0);
  });

  await test.step('she starts it: the canary has the lowest tier', async () => {
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Start', exact: true })
      .click();
    await expect(
      page.getByText('Wave 1 waits for its outcomes.'),
    ).toBeVisible();
    await expect.poll(count, { timeout: 60_000 }).toBe(canary.length);
    for (const name of canary) {
      await taskOf(name);
      await expect(
        targets.getByRole('row', { name: new RegExp(`acme/${name}`) }),
      ).toContainText(/Queued|Launching|Running/);
    }
  });

  await test.step('all are merged, and the gate waits for her', async () => {
    for (const name of canary) {
      const id = await taskOf(name);
      await github.finish(id);
      await github.mergePullOf('acme', name, id);
    }
    await expect(
      page.getByText('Wave 1 waits for somebody to confirm its gate.'),
    ).toBeVisible({ timeout: 120_000 });
    expect(await count()).toBe(canary.length);
    await section(page, 'Waves')
      .getByRole('button', { name: 'Open the gate' })
      .click();
    await page
      .getByRole('dialog', { name: 'Open the gate of wave 1?' })
      .getByRole('button', { name: 'Open the gate' })
      .click();
    await expect
      .poll(count, { timeout: 60_000, intervals: [200] })
      .toBeGreaterThan(canary.length);
  });

  await test.step('she pauses it, nothing starts, and she resumes it', async () => {
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Pause this campaign?' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('A look first');
    await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(page.getByText('Paused: A look first')).toBeVisible();
    // what was being sent arrives
    await page.waitForTimeout(1_000);
    const before = await count();
    await page.waitForTimeout(3_000);
    expect(await count()).toBe(before);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Resume', exact: true })
      .click();
    await expect(
      page.getByRole('button', { name: 'Pause', exact: true }),
    ).toBeVisible();
    await expect.poll(count, { timeout: 60_000 }).toBe(TARGETS);
  });

  await test.step('she sees how far it is', async () => {
    const burndown = section(page, 'Targets over time');
    await expect(
      burndown.getByRole('img', { name: /Targets by status/ }),
    ).toBeVisible();
    await burndown.getByRole('button', { name: 'Show as a table' }).click();
    const latest = burndown.getByRole('row').nth(1);
    // four are done, and nothing waits for its turn
    await expect(latest.getByRole('cell').nth(1)).toHaveText('4');
    await expect(latest.getByRole('cell').last()).toHaveText('0', {
      timeout: 60_000,
    });
  });

  await test.step('she takes the second wave back', async () => {
    const ids = new Map<string, string>();
    for (const name of reviewed) {
      const id = await taskOf(name);
      ids.set(name, id);
      await github.finish(id);
    }
    for (const name of reviewed) {
      await expect(
        targets.getByRole('row', { name: new RegExp(`acme/${name}`) }),
      ).toContainText('In review', { timeout: 120_000 });
    }
    await page.getByRole('button', { name: 'Recall', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Recall this campaign' });
    await dialog.getByRole('combobox', { name: 'What to take back' }).click();
    await page.getByRole('option', { name: 'Wave 2 only' }).click();
    await expect(
      dialog.getByText(/pull requests? (is|are) closed/),
    ).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Wrong version');
    await dialog.getByRole('button', { name: 'Recall it' }).click();
    for (const [name, id] of ids) {
      await expect
        .poll(() => github.stateOfPullOf('acme', name, id), {
          timeout: 60_000,
        })
        .toBe('closed');
    }
    await expect(page.getByText('Recalled').first()).toBeVisible({
      timeout: 60_000,
    });
    await expect(
      section(page, 'Story').getByText('Wave 1 has passed its gate'),
    ).toBeVisible();
    // agents that could not be stopped from here are stopped where they are
    for (const { id } of await tasks()) {
      await github.cancel(id);
    }
  });
});
