// Connecting a client in a real browser: the server's own texts for whoever reads them, with the choice in the address bar.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, people, startConsole } from './console.ts';

interface Setup {
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly commands: readonly { readonly line: string }[];
  readonly undo: readonly { readonly line: string }[];
}

void suite('connecting a client in the console', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
  });

  test('what is shown and copied is what the API says to this person, and the choice stays in the address bar', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: '/orgs/acme/connect?client=containerd&variant=1.x' });
    const setup = (await target.ask('member', 'GET', '/v2/client-setup/containerd?variant=1.x')) as Setup;
    for (const { path, content } of setup.files) assert.equal((await page.getByLabel(`the content of ${path}`, { exact: true }).innerText()).trim(), content.trim());
    for (const { line } of [...setup.commands, ...setup.undo]) await page.getByText(line, { exact: true }).first().waitFor();
    const login = `docker login ${target.gateway.host} -u ${people.member.username}`;
    await page.getByRole('button', { name: `Copy ${login}` }).click();
    await page.getByRole('button', { name: `Copied ${login}` }).waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), login);
    await assertAccessible(page, 'connecting containerd');
    await page.getByRole('button', { name: /Client$/ }).click();
    await page.getByRole('option', { name: /^podman/ }).click();
    await page.waitForURL(({ searchParams }) => searchParams.get('client') === 'podman');
    await page.getByRole('heading', { name: /registries/ }).first().waitFor();
    await page.getByRole('link', { name: 'Create a token' }).click();
    await page.getByRole('heading', { name: 'Personal access tokens' }).waitFor();
  });

  test('what the server must be given first is told in its words', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: '/orgs/acme/connect?client=docker-engine', viewport: phone, colorScheme: 'dark' });
    await page.getByText('the proxy is off: set proxy.listen', { exact: false }).first().waitFor();
    await assertAccessible(page, 'a client that the server is not ready for');
  });
});
