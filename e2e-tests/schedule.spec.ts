import { expect, test } from '@playwright/test';
import { GitHubSide } from './GitHubSide';
import { enterPortal } from './portal';

const github = new GitHubSide('http://localhost:7100');

const TITLE = 'Prepare the releases of the platform';

test('a schedule of the catalog: enabled by a person, run, and followed', async ({
  page,
}) => {
  const releases = async () =>
    (await github.tasks()).filter(({ prompt }) =>
      prompt.includes('# Prepare the next'),
    );

  await test.step('the catalog proposes it, and nothing runs', async () => {
    await enterPortal(page, '/agent-tasks/schedules', 'Aiko Tanaka');
    const row = page
      .getByRole('table', { name: 'Schedules' })
      .getByRole('row', { name: new RegExp(TITLE) });
    await expect(row).toContainText('nobody has enabled it yet');
    await row.getByRole('link', { name: TITLE }).click();
    await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  });

  await test.step('Aiko enables it, having seen when it runs', async () => {
    await page.getByRole('button', { name: 'Enable', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Enable this schedule?' });
    await expect(
      dialog.getByRole('list', { name: 'It would run' }).getByRole('listitem'),
    ).toHaveCount(5);
    await dialog.getByRole('button', { name: 'Enable', exact: true }).click();
    await expect(
      page.getByRole('button', { name: 'Disable', exact: true }),
    ).toBeVisible();
  });

  await test.step('she has it run now, and it is a campaign of its own', async () => {
    const before = (await releases()).length;
    await page.getByRole('button', { name: 'Run now', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Run now', exact: true })
      .click();
    const runs = page.getByRole('region', { name: 'Runs', exact: true });
    await expect(runs).toContainText('Running', { timeout: 60_000 });
    await expect
      .poll(async () => (await releases()).length, { timeout: 60_000 })
      .toBeGreaterThan(before);
    await runs.getByRole('link', { name: new RegExp(TITLE) }).click();
    await expect(
      page.getByRole('heading', { name: new RegExp(`^${TITLE} ·`) }),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: TITLE })).toBeVisible();
  });
});
