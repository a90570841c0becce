// Signing in and out, and what stands in the way of it, in a real browser.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, people, startConsole } from './console.ts';

void suite('signing in to the console', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
  });

  test('whoever is not signed in is asked to, and comes back to the page that they wanted', async (t) => {
    const page = await openPage(t, browser, { console: target, path: '/orgs/acme/members?search=x' });
    await page.getByLabel('User name').fill(people.owner.username);
    await page.getByLabel('Password').fill('wrong');
    await assertAccessible(page, 'the sign-in page');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('Incorrect authentication credentials').waitFor();
    await page.getByLabel('Password').fill(people.owner.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/orgs/acme/members');
  });

  test('signing out ends the session on the server as well', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: '/', viewport: phone });
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    const cookies = await page.context().cookies();
    await page.getByRole('button', { name: 'Open the menu' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await page.context().addCookies(cookies);
    assert.equal((await page.context().request.get(`${target.address}/v2/user`)).status(), 401);
  });
});
