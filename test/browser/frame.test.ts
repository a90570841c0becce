// What stands around every page: the menu, the way past it, the colours, the first load, a server that goes away, a session that ends.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startGateway } from '../gateway-process.ts';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, people, startConsole } from './console.ts';
import { settled } from './settled.ts';
import { untilTrue } from './until-true.ts';

const kB = 1000;
const firstLoadScriptBytesMax = 300 * kB;

void suite('what stands around every page', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
  });

  test('the first load is under 300 kB of script, compressed, whatever page it is', async (t) => {
    for (const path of ['/sign-in', '/orgs/acme', '/orgs/acme/image-access', '/orgs/acme/pulls']) {
      const page = await openPage(t, browser, { console: target, as: 'owner' });
      let bytes = 0;
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script') bytes += Number(response.headers()['content-length']);
      });
      await page.goto(`${target.address}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      t.diagnostic(`${path}: ${(bytes / kB).toFixed(1)} kB`);
      assert.ok(bytes > 0 && bytes < firstLoadScriptBytesMax, `${path} loads ${bytes} bytes of script`);
      await page.context().close();
    }
  });

  test('the keyboard gets past the menu, and after a change of page it is at the new one', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: '/orgs/acme/members' });
    await settled(page, 'Members');
    await page.keyboard.press('Tab');
    await page.locator(':focus', { hasText: /^Skip to the page$/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#main:focus').waitFor();
    await page.getByRole('navigation', { name: 'acme' }).getByRole('link', { name: 'Teams' }).focus();
    await page.keyboard.press('Enter');
    await settled(page, 'Teams');
    await page.getByRole('link', { name: 'Teams' }).and(page.locator('[aria-current=page]')).waitFor();
    await page.locator('#main:focus').waitFor();
  });

  test('on a phone the menu is a dialog, which a choice closes', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: '/orgs/acme/members', viewport: phone });
    await settled(page, 'Members');
    await page.getByRole('button', { name: 'Open the menu' }).click();
    const menu = page.getByRole('dialog', { name: 'Menu' });
    await menu.waitFor();
    await assertAccessible(page, 'the open menu');
    assert.equal(await menu.getByRole('link', { name: 'Activity' }).count(), 0, 'a member is shown a page of owners');
    await menu.getByRole('link', { name: 'Teams' }).click();
    await settled(page, 'Teams');
    await menu.waitFor({ state: 'detached' });
  });

  test('light or dark is chosen for this device, and stays', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: '/orgs/acme/members', colorScheme: 'light' });
    const background = (): Promise<string> => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    await settled(page, 'Members');
    const light = await background();
    await page.getByRole('button', { name: 'Appearance: As the system' }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await untilTrue(page, `getComputedStyle(document.documentElement).backgroundColor !== '${light}'`);
    const dark = await background();
    await page.reload();
    await settled(page, 'Members');
    assert.equal(await background(), dark);
  });

  test('a page of an older build than the server has is loaded anew', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: '/orgs/acme/members' });
    await settled(page, 'Members');
    let missing = 0;
    await page.route(/\/assets\/teams-page-.*\.js$/, (route) => {
      missing += 1;
      return missing === 1 ? route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' }) : route.continue();
    });
    await page.evaluate('window.isTheSame = true');
    await page.getByRole('link', { name: 'Teams' }).hover();
    await page.waitForTimeout(1500);
    assert.equal(await page.evaluate('window.isTheSame'), true, 'pointing at a link loaded the page anew');
    await page.getByRole('link', { name: 'Teams' }).click();
    await settled(page, 'Teams');
    assert.equal(missing, 2);
  });

  test('whoever has gone on to another page meanwhile keeps it', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: '/orgs/acme/members' });
    await settled(page, 'Members');
    await page.route(/\/assets\/teams-page-.*\.js$/, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' }));
    const [asked, mayAnswer, answered] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    await page.route('**/healthz', async (route) => {
      asked.resolve(undefined);
      await mayAnswer.promise;
      await route.continue().catch(() => undefined); // nobody waits for it any more
      answered.resolve(undefined);
    });
    await page.evaluate('window.isTheSame = true');
    await page.getByRole('link', { name: 'Teams' }).click();
    await asked.promise;
    await page.getByRole('link', { name: 'History' }).click();
    await settled(page, 'History');
    mayAnswer.resolve(undefined);
    await answered.promise;
    await page.getByRole('link', { name: 'Members' }).click();
    await settled(page, 'Members');
    assert.equal(await page.evaluate('window.isTheSame'), true, 'the page was loaded anew');
  });

  test('another organization is no page, as one that is not there', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: '/orgs/globex/pulls' });
    await settled(page, 'Page not found');
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await settled(page, 'Overview');
  });

  test('a session that ends is asked for again over the page, and a wrong password changes nothing', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'editor', path: '/orgs/acme/members' });
    await settled(page, 'Members');
    await page.context().request.post(`${target.address}/v2/sessions/end`, { headers: { Origin: target.address } });
    await page.getByRole('link', { name: 'Teams' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    await assertAccessible(page, 'the dialog of an ended session');
    await page.keyboard.press('Escape');
    await dialog.getByLabel('Password').fill('wrong');
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Password').fill(people.editor.password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await settled(page, 'Teams');
  });

  test('somebody else who signs in there sees nothing of the one before', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'editor', path: '/orgs/acme/members' });
    await settled(page, 'Members');
    await page.context().request.post(`${target.address}/v2/sessions/end`, { headers: { Origin: target.address } });
    await page.getByRole('link', { name: 'Teams' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('User name').fill(people.member.username);
    await dialog.getByLabel('Password').fill(people.member.password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await settled(page, 'Overview');
    await page.getByRole('link', { name: people.member.username, exact: true }).waitFor();
  });
});

void suite('a server that goes away', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();

  test('is told at the top of the page, which goes on by itself when it is back', async (t) => {
    const port = await freePort();
    const first = await startConsole(cleanup, { env: { PULLGATE_ADMIN_LISTEN: `127.0.0.1:${port}` } });
    const browser = await startChromium(cleanup);
    const page = await openPage(t, browser, { console: first, as: 'owner', path: '/orgs/acme/members' });
    await settled(page, 'Members');
    await first.gateway.kill();
    await page.getByRole('link', { name: 'Teams' }).click();
    const told = page.getByRole('status').getByText('Pullgate does not answer');
    await told.waitFor();
    const second = await startGateway({ upstreams: {}, data: first.gateway.data, env: { PULLGATE_ADMIN_LISTEN: `127.0.0.1:${port}` } });
    cleanup.after(() => second.remove());
    await told.waitFor({ state: 'detached' });
    await settled(page, 'Teams');
    await page.getByRole('alert').first().waitFor({ state: 'detached' });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
