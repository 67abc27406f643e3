import { expect, type Page, test } from '@playwright/test';
import { GitHubSide } from './GitHubSide';
import { enterPortal } from './portal';

const github = new GitHubSide('http://localhost:7100');

const section = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

const services = [
  'logging-kit',
  'release-calendar',
  'notification-hub',
  'invoice-service',
  'catalog-search',
];

test('a campaign: planned, a canary, a gate, a pause, and one wave taken back', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const title = `Pino 11 (${Date.now().toString(36)})`;
  const words = `pino-11-${Date.now().toString(36)}`;
  const tasksOf = async (name: string) =>
    (await github.tasksOf('acme', name)).filter(({ prompt }) =>
      prompt.includes(words),
    );

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
    await page.getByRole('textbox', { name: 'Kind' }).fill('');
    await expect(page.getByText('Without a filter')).toBeVisible();
    await page
      .getByRole('textbox', { name: 'References' })
      .fill([...services, 'nobody-knows'].join('\n'));
    const first = page.getByRole('group', { name: 'Wave 1' });
    await first.getByRole('spinbutton', { name: 'Number' }).fill('2');
    await page.getByRole('button', { name: 'Remove wave 2' }).click();
    await page.getByRole('button', { name: 'Plan it' }).click();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.getByText('Not started').first()).toBeVisible();
    const targets = page.getByRole('table', { name: 'Targets' });
    await expect(targets.getByRole('row')).toHaveCount(services.length + 2);
    await expect(
      targets.getByRole('row', { name: /nobody-knows/ }),
    ).toContainText('There is no entity');
    await targets
      .getByRole('button', { name: 'Show the prompt: acme/logging-kit' })
      .click();
    await expect(page.getByRole('dialog')).toContainText(words);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await tasksOf('logging-kit')).toEqual([]);
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
    for (const name of services.slice(0, 2)) {
      await expect
        .poll(() => tasksOf(name), { timeout: 60_000 })
        .toHaveLength(1);
    }
    expect(await tasksOf('invoice-service')).toEqual([]);
  });

  await test.step('both are merged, and the gate waits for her', async () => {
    for (const name of services.slice(0, 2)) {
      const [{ id }] = await tasksOf(name);
      await github.finish(id);
      await github.mergePullOf('acme', name, id);
    }
    await expect(
      page.getByText('Wave 1 waits for somebody to confirm its gate.'),
    ).toBeVisible({ timeout: 120_000 });
    await section(page, 'Waves')
      .getByRole('button', { name: 'Open the gate' })
      .click();
    await page
      .getByRole('dialog', { name: 'Open the gate of wave 1?' })
      .getByRole('button', { name: 'Open the gate' })
      .click();
    await expect
      .poll(() => tasksOf('invoice-service'), { timeout: 60_000 })
      .toHaveLength(1);
  });

  await test.step('she pauses and resumes it', async () => {
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Pause this campaign?' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('A look first');
    await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(page.getByText('Paused: A look first')).toBeVisible();
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Resume', exact: true })
      .click();
    await expect(
      page.getByRole('button', { name: 'Pause', exact: true }),
    ).toBeVisible();
  });

  await test.step('she takes the second wave back', async () => {
    const [{ id }] = await tasksOf('invoice-service');
    await github.finish(id);
    await expect(
      page
        .getByRole('table', { name: 'Targets' })
        .getByRole('row', { name: /invoice-service/ }),
    ).toContainText('In review', { timeout: 120_000 });
    await page.getByRole('button', { name: 'Recall', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Recall this campaign' });
    await dialog.getByRole('combobox', { name: 'What to take back' }).click();
    await page.getByRole('option', { name: 'Wave 2 only' }).click();
    await expect(
      dialog.getByText(/pull requests? (is|are) closed/),
    ).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Wrong version');
    await dialog.getByRole('button', { name: 'Recall it' }).click();
    await expect
      .poll(() => github.stateOfPullOf('acme', 'invoice-service', id), {
        timeout: 60_000,
      })
      .toBe('closed');
    await expect(page.getByText('Recalled').first()).toBeVisible({
      timeout: 60_000,
    });
    await expect(
      section(page, 'Story').getByText('Wave 1 has passed its gate'),
    ).toBeVisible();
  });
});
