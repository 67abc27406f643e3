import { expect, type Page, test } from '@playwright/test';
import { GitHubSide } from './GitHubSide';
import { enterPortal } from './portal';

const github = new GitHubSide('http://localhost:7100');

/** On the overview of a component, only the card speaks of tasks. */
const card = (page: Page) => page.getByRole('main');

test('a new service, from "Create" to its merged pull request', async ({
  page,
}) => {
  const name = `ledger-${Date.now().toString(36)}`;

  await test.step('the developer fills in the template', async () => {
    await enterPortal(page);
    await page.getByText('Create a service').first().click();
    await page.getByLabel('Name').fill(name);
    await page
      .getByLabel('What is it for?')
      .fill('Keeps the books of the shop, entry by entry.');
    await page.getByLabel('Owner').click();
    await page
      .getByRole('option', { name: /payments/i })
      .first()
      .click();
    await page.getByLabel('Migration target').fill('node-26');
    await page.getByRole('button', { name: 'Next' }).click();
    await page
      .getByLabel(/Repository/)
      .last()
      .fill(name);
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
  });

  await test.step('the steps run and end with a link to the task', async () => {
    const link = page
      .getByRole('link', { name: 'Agent task', exact: true })
      .or(page.getByRole('button', { name: 'Agent task', exact: true }));
    await expect(link.first()).toBeVisible({ timeout: 90_000 });
    await link.first().click();
    await expect(page).toHaveURL(/\/agent-tasks\/[0-9a-f-]{36}/);
    await expect(
      page.getByRole('heading', { name: `First commit for ${name}` }),
    ).toBeVisible();
  });

  await test.step('the repository was really pushed, the task really made', async () => {
    expect(await github.fileOf('acme', name, 'catalog-info.yaml')).toContain(
      'agent-tasks/migration-target: "node-26"',
    );
    const [task, ...others] = await github.tasksOf('acme', name);
    expect(others).toEqual([]);
    expect(task.prompt).toContain(
      'Keeps the books of the shop, entry by entry.',
    );
  });

  await test.step('the page of the component shows it, live', async () => {
    await page.goto(`/catalog/default/component/${name}`);
    await expect(
      card(page).getByText(`First commit for ${name}`),
    ).toBeVisible();
    // no reload from here on
    await expect(card(page).getByText('In review')).toBeVisible({
      timeout: 90_000,
    });
    await expect(
      card(page).getByRole('link', { name: /^PR #1/ }),
    ).toBeVisible();
    const branches = await github.branchesOf('acme', name);
    expect(
      branches.filter(branch => branch.startsWith('copilot/')),
    ).toHaveLength(1);
  });

  await test.step('the pull request becomes ready, and the owner is asked', async () => {
    await expect
      .poll(() => github.pullOf('acme', name, 1), { timeout: 60_000 })
      .toEqual({
        draft: false,
        labels: ['agent'],
        // who has asked is in the owner's team: another member is asked by name
        reviewers: ['jonas-lindqvist'],
        comments: [
          expect.stringContaining('An agent has written this pull request.'),
        ],
      });
    await page.goto('/agent-tasks/reviews');
    await expect(
      page.getByRole('row', { name: new RegExp(name) }),
    ).toContainText('jonas-lindqvist', { timeout: 60_000 });
    await page.goto(`/catalog/default/component/${name}`);
    await expect(card(page).getByText('In review')).toBeVisible();
  });

  await test.step('it is merged on GitHub, and done in the portal', async () => {
    const reviewPage = await page.context().newPage();
    await reviewPage.goto(github.pullUrl('acme', name, 1));
    await reviewPage
      .getByRole('button', { name: 'Approve', exact: true })
      .first()
      .click();
    await reviewPage
      .getByRole('button', { name: 'Merge', exact: true })
      .click();
    await page.bringToFront();
    await expect(card(page).getByText('1 done, 0 failed')).toBeVisible({
      timeout: 60_000,
    });
    await page
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name: 'Agent tasks' })
      .click();
    const row = page.getByRole('row', { name: new RegExp(name) });
    await expect(row.getByText('Done', { exact: true }).first()).toBeVisible();
    await row
      .getByRole('link', { name: `First commit for ${name}`, exact: true })
      .click();
    await expect(page.getByText(/merged/i).first()).toBeVisible();
  });
});

test("the owner's retry of a failed task", async ({ page }) => {
  await enterPortal(page, '/agent-tasks?phase=failed');
  await page
    .getByRole('row', { name: /failed/i })
    .first()
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByText('Failed', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Retry/ }).click();
  await expect(page.getByText('In review').first()).toBeVisible({
    timeout: 90_000,
  });
  await page.getByRole('tab', { name: 'Attempts' }).click();
  await expect(page.getByText(/Attempt 2/)).toBeVisible();
  await expect(page.getByText(/Attempt 1/)).toBeVisible();
});

test('the owner answers a waiting task through its link', async ({ page }) => {
  await enterPortal(page, '/agent-tasks?phase=needs-attention');
  await page
    .getByRole('row', { name: /needs attention/i })
    .first()
    .getByRole('link')
    .first()
    .click();
  const next = page.getByRole('region', { name: 'What happens next' });
  await expect(next).toContainText('The agent waits for an answer on GitHub.');
  const [gitHub] = await Promise.all([
    page.context().waitForEvent('page'),
    next.getByRole('link', { name: /^Answer on GitHub/ }).click(),
  ]);
  await gitHub.getByRole('button', { name: 'Answer the agent' }).click();
  await page.bringToFront();
  await expect(next).not.toContainText('waits for an answer', {
    timeout: 60_000,
  });
  await expect(next.getByText('In review')).toBeVisible({ timeout: 120_000 });
});

test('a task started from the page of a component, refused at first', async ({
  page,
}) => {
  await enterPortal(page, '/catalog/default/component/release-calendar');
  await page.getByRole('button', { name: 'Start a task' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Migrate to the agreed target').first().click();
  await dialog.getByRole('button', { name: 'Next' }).click();

  // a reason stands beside its field, and nothing typed is lost
  await dialog
    .getByLabel('Anything the agent should know')
    .fill('Mind the SDK');
  await dialog.getByLabel('Ticket').fill('no ticket');
  await dialog.getByRole('button', { name: 'Check' }).click();
  await expect(dialog.getByText('Not allowed, for one reason')).toBeVisible();
  await expect(
    dialog.getByRole('button', { name: 'Not allowed' }),
  ).toBeDisabled();
  await dialog.getByRole('button', { name: 'Back' }).click();
  await dialog.getByLabel('Ticket').fill('REL-77');
  await dialog.getByRole('button', { name: 'Check' }).click();
  await expect(dialog.getByText(/^Allowed/)).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Prompt' })).toContainText(
    'Mind the SDK',
  );
  await dialog.getByRole('button', { name: 'Start task' }).click();

  await expect(page).toHaveURL(/\/agent-tasks\/[0-9a-f-]{36}/);
  await expect(page.getByText('GitHub accepted the task')).toBeVisible();
  await expect(page.getByText('REL-77').first()).toBeVisible();
});
