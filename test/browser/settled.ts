// Waits for a page that shows what it has to show.
import type { Page } from 'playwright-core';

/** Its heading is there (where one is asked for), nothing says that it loads any more, and the typeface has come. */
export async function settled(page: Page, heading?: string): Promise<void> {
  if (heading !== undefined) await page.getByRole('heading', { name: heading, level: 1, exact: true }).waitFor();
  await page.getByRole('status').filter({ hasText: /^Loading/ }).first().waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready.then(() => true)');
}
