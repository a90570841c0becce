// Namespaces and catalog: what counts as what and why; namespaces and overrides are changed with a preview, and nobody is overwritten.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, startConsole } from './console.ts';

interface Listed {
  readonly results: readonly { readonly namespace: string; readonly category?: string; readonly note: string }[];
}

void suite('namespaces and catalog', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  /** Shared by the tests: each opens the address that it begins with. */
  let pages: Readonly<Record<'owner' | 'member', Page>>;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
    pages = { owner: await openPage(cleanup, browser, { console: target, as: 'owner', colorScheme: 'dark' }), member: await openPage(cleanup, browser, { console: target, as: 'member' }) };
  });

  async function open(as: 'owner' | 'member', search: string): Promise<Page> {
    await pages[as].goto(`${target.address}/orgs/acme/catalog${search}`);
    return pages[as];
  }

  test('a namespace is looked up, by its name or by an image in it', async () => {
    const page = await open('member', '');
    await page.getByLabel('Namespace of Docker Hub').fill('docker.io/grafana/loki:3');
    await page.keyboard.press('Enter');
    await page.waitForURL(/namespace=grafana/);
    const found = page.getByRole('region', { name: 'Look a namespace up' });
    await found.getByText('Docker Verified Publisher images').waitFor();
    await found.getByText(/^Listed in the catalog/).waitFor();
    await assertAccessible(page, 'the catalog of a member');
    assert.equal(await page.getByRole('button', { name: /Count it as/ }).count(), 0);
    await page.getByText(/owners of acme change them: .*owner/).waitFor();
    await page.getByLabel('Namespace of Docker Hub').fill('nobody-knows-this');
    await page.getByRole('button', { name: 'Look up' }).click();
    await found.getByText('Not in the catalog').waitFor();
    await found.getByText('Community images').waitFor();
  });

  test('the list is filtered and turned, and the address bar keeps both', async () => {
    const page = await open('member', '');
    const table = page.getByRole('table', { name: 'Namespaces of the catalog' });
    await page.getByText(/^1 to 25 of /).waitFor();
    const first = await table.getByRole('rowheader').first().innerText();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText(/^26 to 50 of /).waitFor();
    await table.getByRole('rowheader', { name: first, exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Category/ }).or(page.getByRole('button', { name: /All categories/ })).first().click();
    await page.getByRole('option', { name: 'Docker-Sponsored Open Source images' }).click();
    await page.waitForURL(/category=sponsored-open-source/);
    assert.doesNotMatch(page.url(), /page=/);
    await page.getByRole('searchbox', { name: 'Part of a namespace' }).fill('no-such-name-at-all');
    await page.getByText('No namespace fits').waitFor();
    await page.reload();
    await page.getByText('No namespace fits').waitFor();
  });

  test('an owner sets an override, changes it, and removes it after being asked', async () => {
    const page = await open('owner', '?tab=overrides');
    await page.getByRole('button', { name: 'Set an override' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Namespace of Docker Hub').fill('SomeUser/app');
    await dialog.getByRole('radio', { name: 'Docker Verified Publisher images' }).check({ force: true });
    await dialog.getByLabel('Note').fill('we know them');
    await dialog.getByText(/Nothing was pulled in the last/).waitFor();
    await assertAccessible(page, 'setting an override');
    await dialog.getByRole('button', { name: 'Set' }).click();
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'someuser' }) });
    await row.getByText('we know them').waitFor();
    await row.getByText(/^by owner/).waitFor();

    await row.getByRole('button', { name: 'Change someuser' }).click();
    assert.equal(await dialog.getByLabel('Note').inputValue(), 'we know them');
    await dialog.getByRole('radio', { name: 'Community images' }).check({ force: true });
    await dialog.getByText(/Nothing was pulled in the last/).waitFor();
    await dialog.getByRole('button', { name: 'Set' }).click();
    await row.getByText('Community images').waitFor();

    await row.getByRole('button', { name: 'Remove someuser' }).click();
    const question = page.getByRole('alertdialog');
    await question.getByText(/Its category and its note go/).waitFor();
    await assertAccessible(page, 'removing an override');
    await question.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No overrides').waitFor();
    assert.deepEqual(((await target.ask('owner', 'GET', '/v2/orgs/acme/catalog-overrides')) as Listed).results, []);
  });

  test('a namespace is added with its note and removed after being asked; a wrong one is told at its field', async () => {
    const page = await open('owner', '?tab=namespaces');
    await page.getByText('acme is your only namespace').waitFor();
    await page.getByRole('button', { name: 'Add a namespace' }).click();
    const dialog = page.getByRole('dialog');
    const field = dialog.getByLabel('Namespace');
    const add = dialog.getByRole('button', { name: 'Add' });
    const placed = async (): Promise<number | undefined> => (await add.boundingBox())?.y;
    const placedAtFirst = await placed();
    await field.fill('library');
    await dialog.getByText(/library holds the official images/).waitFor();
    assert.equal(await placed(), placedAtFirst, 'no button moves from under the pointer when the preview comes');
    await add.click();
    await field.locator('xpath=..').getByText(/library holds the official images/).waitFor();
    await field.fill('acmelabs');
    await dialog.getByLabel('Note').fill('the research group');
    const mayAnswer = Promise.withResolvers<undefined>();
    await page.route('**/v2/orgs/acme/settings', async (route) => {
      await mayAnswer.promise;
      await route.fallback();
    });
    await add.click();
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'acmelabs' }) });
    await row.getByText('the research group').waitFor();
    await row.getByRole('button', { name: 'Remove acmelabs' }).click();
    const remove = page.getByRole('alertdialog').getByRole('button', { name: 'Remove' });
    // Sent with the settings from before, it would seem that another owner was faster.
    await remove.and(page.locator(':disabled')).waitFor();
    mayAnswer.resolve(undefined);
    await remove.click();
    await page.getByText('acme is your only namespace').waitFor();
    await page.unrouteAll();
  });

  test('where another owner was faster nothing is overwritten, and what was typed is kept', async () => {
    const page = await open('owner', '?tab=namespaces');
    await page.getByRole('button', { name: 'Add a namespace' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Namespace').fill('acme-two');
    await dialog.getByText(/Nothing was pulled in the last/).waitFor();
    await target.ask('second-owner', 'PUT', '/v2/orgs/acme/catalog-overrides/faster', { category: 'official' });
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByRole('alert').getByText(/Another owner changed the settings meanwhile/).waitFor();
    assert.equal(await dialog.getByLabel('Namespace').inputValue(), 'acme-two');
    assert.deepEqual(((await target.ask('owner', 'GET', '/v2/orgs/acme/namespaces')) as Listed).results, []);
    await dialog.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('rowheader', { name: 'acme-two' }).waitFor();
    assert.deepEqual(((await target.ask('owner', 'GET', '/v2/orgs/acme/catalog-overrides')) as Listed).results.map(({ namespace }) => namespace), ['faster']);

    await page.getByRole('tab', { name: 'Overrides' }).click();
    await page.getByRole('button', { name: 'Set an override' }).click();
    await dialog.getByLabel('Namespace of Docker Hub').fill('mine');
    await dialog.getByLabel('Note').fill('typed already');
    await dialog.getByText(/Nothing was pulled in the last/).waitFor();
    await target.ask('second-owner', 'DELETE', '/v2/orgs/acme/catalog-overrides/faster');
    await dialog.getByRole('button', { name: 'Set' }).click();
    await dialog.getByRole('alert').getByText(/Another owner changed the settings meanwhile/).waitFor();
    assert.deepEqual([await dialog.getByLabel('Namespace of Docker Hub').inputValue(), await dialog.getByLabel('Note').inputValue()], ['mine', 'typed already']);
    await dialog.getByRole('button', { name: 'Set' }).click();
    await page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'mine' }) }).getByText('typed already').waitFor();
    await page.getByRole('rowheader', { name: 'faster' }).waitFor({ state: 'detached' });
  });

  test('the refresh says that it is off and what to set; members have no such tab', async () => {
    const page = await open('owner', '?tab=refresh');
    await page.getByText(/Refreshing is off/).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Refresh now' }).isDisabled());
    await page.getByText('Nothing has changed').waitFor();
    const other = await open('member', '?tab=refresh');
    await other.getByRole('table', { name: 'Namespaces of the catalog' }).waitFor();
    assert.equal(await other.getByRole('tab', { name: 'Refresh and drift' }).count(), 0);
  });
});
