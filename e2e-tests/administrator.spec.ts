import { expect, type Browser, type Page, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseAdministrator } from './DatabaseAdministrator';
import { GitHubSide } from './GitHubSide';
import { enterPortal } from './portal';

const github = new GitHubSide('http://localhost:7100');
const auditCommand = path.resolve(
  __dirname,
  '../node_modules/.bin/agent-tasks-audit',
);

const region = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

/** The status of a version; its history repeats the word. */
const statusOf = (page: Page, version: string, status: string) =>
  region(page, version).getByText(status, { exact: true }).first();

test("an administrator's day: words, people, refusals, and a trail that proves itself", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const name = `retire-moment-${Date.now().toString(36)}`;
  const title = `Retire moment (${name})`;
  const templatePath = `/agent-tasks/templates/default/${name}`;
  const [aiko, samir, mira] = await openBrowsers(browser, 3);
  let taskPath = '';

  await test.step('Aiko writes a template', async () => {
    await enterPortal(
      aiko,
      '/create/templates/default/write-agent-task-template',
      'Aiko Tanaka',
    );
    await aiko.getByLabel('Name').fill(name);
    await aiko.getByLabel('Title').fill(title);
    await aiko
      .getByLabel('What is it for?')
      .fill('Takes the library moment out of a component.');
    await aiko
      .getByLabel('Prompt')
      .fill(
        'Replace moment in ${{ repository.name }} by ${{ parameters.target }}. Run the tests before and after.',
      );
    await aiko.getByRole('button', { name: 'Next' }).click();
    await aiko
      .getByLabel(/Repository/)
      .last()
      .fill(`agent-task-${name}`);
    await aiko.keyboard.press('Tab');
    await aiko.getByRole('button', { name: 'Review' }).click();
    await aiko.getByRole('button', { name: 'Create' }).click();
    const link = aiko
      .getByRole('link', { name: 'Preview and approval' })
      .or(aiko.getByRole('button', { name: 'Preview and approval' }));
    await link.first().click({ timeout: 60_000 });
    await expect(aiko.getByRole('heading', { name: title })).toBeVisible();
    await expect(statusOf(aiko, '1.0.0', 'Draft')).toBeVisible();
    expect(
      await github.fileOf(
        'acme',
        `agent-task-${name}`,
        'agent-task-template.yaml',
      ),
    ).toContain('agent-tasks/changed-by: "user:default/aiko"');
  });

  await test.step('she previews it for a component', async () => {
    await aiko.getByRole('tab', { name: 'Preview' }).click();
    await aiko.getByRole('combobox', { name: 'Component' }).fill('feature');
    await aiko.getByRole('option', { name: /Feature Flags/i }).click();
    await aiko.getByLabel('Target').fill('temporal');
    await aiko.getByRole('button', { name: 'Preview', exact: true }).click();
    await expect(region(aiko, 'Prompt')).toContainText('Replace moment in');
    await expect(region(aiko, 'Prompt')).toContainText('feature-flags');
    await expect(
      aiko
        .getByRole('group', { name: 'Not allowed, for one reason' })
        .getByText('is a draft; nobody has approved it yet', { exact: false }),
    ).toBeVisible();
    await expect(
      aiko.getByText('unknown: no task has reported its usage yet'),
    ).toBeVisible();
  });

  await test.step('she cannot approve what she has written', async () => {
    await aiko.getByRole('tab', { name: 'Versions' }).click();
    const approve = aiko.getByRole('button', { name: 'Approve: 1.0.0' });
    await expect(approve).toBeDisabled();
    await expect(approve).toHaveAccessibleDescription(
      'You changed this version last; somebody else approves it.',
    );
  });

  await test.step('Samir can', async () => {
    await enterPortal(samir, templatePath, 'Samir Haddad');
    await samir.getByRole('button', { name: 'Approve: 1.0.0' }).click();
    const dialog = samir.getByRole('dialog');
    await dialog.getByLabel(/Reason/).fill('Read it, tried it.');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await expect(dialog).toBeHidden();
    await expect(statusOf(samir, '1.0.0', 'Approved')).toBeVisible();
  });

  await test.step('a request is refused, for five reasons at once', async () => {
    await aiko.goto('/catalog/default/component/storefront-web');
    await aiko.getByRole('button', { name: 'Start a task' }).click();
    const dialog = aiko.getByRole('dialog');
    await dialog.getByText(title).first().click();
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByLabel('Target').fill('temporal');
    await dialog.getByLabel('Ticket').fill('later');
    await dialog
      .getByRole('button', { name: 'Model, agent and branch' })
      .click();
    await dialog.getByLabel('Model').fill('llama-7');
    await dialog.getByLabel('Custom agent').fill('cowboy');
    await dialog.getByLabel('Base branch').fill('nowhere');
    await dialog.getByRole('button', { name: 'Check' }).click();
    await expect(dialog.getByText('Not allowed, for 5 reasons')).toBeVisible();
    await expect(
      dialog.getByRole('button', { name: 'Not allowed' }),
    ).toBeDisabled();
  });

  await test.step('with a ticket, and without the rest, it may be asked for', async () => {
    const dialog = aiko.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Back' }).click();
    await dialog.getByLabel('Ticket').fill('PAY-2001');
    for (const option of ['Model', 'Custom agent', 'Base branch']) {
      await dialog.getByLabel(option).fill('');
    }
    await dialog.getByRole('button', { name: 'Check' }).click();
    await expect(dialog.getByText(/^Needs approval by/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Ask for approval' }).click();
    await expect(aiko).toHaveURL(/\/agent-tasks\/[0-9a-f-]{36}/);
    taskPath = new URL(aiko.url()).pathname;
    await expect(aiko.getByText('PAY-2001').first()).toBeVisible();
    expect(await sentTasks(title)).toHaveLength(0);
  });

  await test.step('the owner finds it, reads it, and agrees', async () => {
    await enterPortal(mira, '/agent-tasks');
    await mira
      .getByRole('region', { name: /^Waiting for your approval/ })
      .getByRole('link', { name: title, exact: true })
      .click();
    await expect(mira).toHaveURL(new RegExp(`${taskPath}$`));
    await mira.getByRole('button', { name: 'Approve…' }).click();
    const dialog = mira.getByRole('dialog');
    await expect(dialog.getByRole('region', { name: 'Prompt' })).toContainText(
      'Replace moment in',
    );
    await dialog.getByLabel('Comment').fill('Before the freeze, please.');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await expect(mira.getByText('GitHub accepted the task')).toBeVisible();
    // Aiko's page hears of it by itself
    await expect(aiko.getByText('GitHub accepted the task')).toBeVisible();
    expect(await sentTasks(title)).toHaveLength(1);
    await expect(mira.getByText('In review').first()).toBeVisible({
      timeout: 90_000,
    });
  });

  await test.step('Samir revokes the version, and sees what is beyond reach', async () => {
    await samir.getByRole('button', { name: 'Revoke: 1.0.0' }).click();
    const dialog = samir.getByRole('dialog');
    await dialog.getByLabel(/Reason/).fill('moment is back.');
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    const told = samir.getByRole('dialog', {
      name: 'Version 1.0.0 is revoked',
    });
    await expect(
      told.getByRole('link', { name: '1 open pull request' }),
    ).toBeVisible();
    await told.getByRole('button', { name: 'Close' }).click();
    await expect(statusOf(samir, '1.0.0', 'Revoked')).toBeVisible();
  });

  await test.step('where did these words go?', async () => {
    await samir.goto('/agent-tasks/provenance');
    await samir
      .getByRole('region', { name: 'Filters' })
      .getByLabel('Template')
      .fill(name);
    const row = samir.getByRole('row', { name: new RegExp(name) });
    await expect(row).toHaveCount(1);
    await expect(row.getByText('acme/storefront-web')).toBeVisible();
    await expect(row.getByRole('link', { name: /^PR #\d+/ })).toBeVisible();
    await expect(row).toContainText('Mira Okafor');
    await expect(region(samir, 'Counts')).toContainText(/Tasks\s*1/);
  });

  const trail = new DatabaseAdministrator();
  await test.step('the trail is exported, and proves itself without the service', async () => {
    await samir.goto('/agent-tasks/audit');
    await samir.getByRole('button', { name: 'Verify' }).click();
    await expect(
      samir.getByText('The trail is as it was sealed'),
    ).toBeVisible();
    const download = samir.waitForEvent('download');
    await samir.getByRole('button', { name: 'Export' }).click();
    const file = test.info().outputPath('trail.jsonl');
    await (await download).saveAs(file);
    const events = fs.readFileSync(file, 'utf8').trim().split('\n');
    expect(events.length).toBeGreaterThan(20);
    expect(verifyExport(file)).toBe(0);
    fs.writeFileSync(
      file,
      `${events
        .map(event => event.replaceAll('PAY-2001', 'PAY-2002'))
        .join('\n')}\n`,
    );
    expect(verifyExport(file)).not.toBe(0);
  });

  await test.step('one word is changed in the database, and it shows', async () => {
    const position = 5;
    const action = await trail.actionOf(position);
    try {
      await trail.rewriteAction(position, 'task.read');
      await samir.getByRole('button', { name: 'Verify' }).click();
      await expect(
        samir.getByText(`The trail is broken at position ${position}`),
      ).toBeVisible();
      await expect(
        samir.getByText('An event was changed after it was sealed.', {
          exact: false,
        }),
      ).toBeVisible();
    } finally {
      await trail.rewriteAction(position, action);
    }
    await samir.getByRole('button', { name: 'Verify' }).click();
    await expect(
      samir.getByText('The trail is as it was sealed'),
    ).toBeVisible();
  });
});

/** One for each person: nobody shares a session. */
async function openBrowsers(browser: Browser, count: number) {
  return await Promise.all(
    Array.from({ length: count }, async () =>
      (
        await browser.newContext({
          viewport: { width: 1440, height: 900 },
          baseURL: 'http://localhost:3000',
        })
      ).newPage(),
    ),
  );
}

/** What GitHub was given with the words of the new template. */
async function sentTasks(title: string) {
  const tasks = await github.tasksOf('acme', 'storefront-web');
  return tasks.filter(({ prompt }) => prompt.includes(title));
}

/** The exit code of the command that needs no service. */
function verifyExport(file: string): number {
  try {
    execFileSync(auditCommand, ['verify', file], { stdio: 'pipe' });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}
