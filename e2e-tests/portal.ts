import { expect, type Page } from '@playwright/test';

/** Opens the portal as somebody of the demonstration. */
export async function enterPortal(
  page: Page,
  path = '/',
  person = 'Mira Okafor',
) {
  await page.goto(path);
  await page.getByRole('button', { name: person }).click();
  await expect(
    page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'Agent tasks' }),
  ).toBeVisible();
}
