// Registry access and namespace access in a real browser: what an owner sets is saved as one revision, and whoever else reads it cannot.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, startConsole } from './console.ts';

const path = '/orgs/acme/registry-access';

void suite('registry access and namespace access', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  const registries = (): Promise<unknown> => target.ask('owner', 'GET', '/v2/orgs/acme/settings/registry-access-management');
  const revision = async (): Promise<number> => ((await target.ask('owner', 'GET', '/v2/orgs/acme/settings')) as { readonly revision: number }).revision;
  before(async () => {
    const upstreams = { 'docker.io': 'http://127.0.0.1:9', 'ghcr.io': 'http://127.0.0.1:9' };
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup, { upstreams })]);
  });

  test('an owner allows two registries alone, one of them completed from those of the gateway, and is told of one that it has not', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    const first = await revision();
    await page.getByText('Allow only the registries on the list').click();
    const add = page.getByRole('form', { name: 'Add a registry' });
    await add.getByRole('combobox').pressSequentially('gh');
    await page.getByRole('option', { name: 'ghcr.io' }).click();
    await add.getByLabel('Name').fill('GitHub');
    await add.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('row', { name: /ghcr.io/ }).waitFor();
    await add.getByRole('combobox').fill('quay.io/owner');
    await add.getByRole('button', { name: 'Add' }).click();
    await add.getByText('must be host or host:port, such as ghcr.io').waitFor();
    await add.getByRole('combobox').fill('HTTPS://quay.io/');
    await page.keyboard.press('Escape');
    await add.getByRole('button', { name: 'Add' }).click();
    const quay = page.getByRole('row', { name: /quay.io/ });
    await quay.getByText('Not on this gateway').waitFor();
    await quay.getByRole('button', { name: /Members may use quay.io/ }).click();
    await page.getByRole('option', { name: 'Refused' }).click();
    await assertAccessible(page, 'registry access');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await page.getByRole('dialog').getByText('Nothing was pulled in the last 7 days.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(`Saved as revision ${first + 1}`).waitFor();
    assert.deepEqual(await registries(), {
      enabled: true,
      standard_registries: [{ id: 'DockerHub', allowed: true }],
      custom_registries: [
        { address: 'ghcr.io', friendly_name: 'GitHub', allowed: true },
        { address: 'quay.io', friendly_name: '', allowed: false },
      ],
    });
    await page.getByRole('button', { name: 'Remove quay.io' }).click();
    await page.getByText('1 change, not saved yet').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await quay.waitFor();
  });

  test('a member reads the list and changes nothing', async (t) => {
    await target.ask('owner', 'PUT', '/v2/orgs/acme/settings/registry-access-management', { enabled: true, custom_registries: [{ address: `${'registry-'.repeat(6)}with-a-long-name.acme.example:5000`, friendly_name: 'Name '.repeat(20).trim(), allowed: false }] });
    const page = await openPage(t, browser, { console: target, as: 'member', path, viewport: phone, colorScheme: 'dark' });
    await page.getByText(/owners of acme change them/).waitFor();
    await page.getByText('Refused', { exact: true }).waitFor();
    assert.equal(await page.getByRole('switch').isDisabled(), true);
    assert.equal(await page.getByRole('button', { name: /^(Add|Remove)/ }).count(), 0);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true, 'nothing reaches over the edge');
    await assertAccessible(page, 'registry access of a member');
  });

  test('an owner keeps members from pushing to their personal namespaces, and what remains is listed; a member reads so', async (t) => {
    await target.ask('owner', 'POST', '/v2/orgs/acme/namespaces', { namespace: 'ghcr.io/acme-labs' });
    const page = await openPage(t, browser, { console: target, as: 'owner', path: '/orgs/acme/namespace-access', colorScheme: 'dark' });
    const remaining = page.getByRole('list', { name: 'Where members may push' });
    await remaining.getByText('docker.io/NAME/').waitFor();
    await page.getByText('Keep members from pushing to their personal namespaces').click();
    await remaining.getByText('docker.io/NAME/').waitFor({ state: 'detached' });
    assert.deepEqual(await remaining.locator('code').allInnerTexts(), ['docker.io/acme/', 'ghcr.io/acme-labs/']);
    await assertAccessible(page, 'namespace access');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/Saved as revision/).waitFor();
    assert.deepEqual(((await target.ask('owner', 'GET', '/v2/orgs/acme/settings')) as { namespace_access: unknown }).namespace_access, { enabled: true });

    const reader = await openPage(t, browser, { console: target, as: 'member', path: '/orgs/acme/namespace-access' });
    await reader.getByText(/owners of acme change them/).waitFor();
    assert.equal(await reader.getByRole('switch').isDisabled(), true);
    assert.equal(await reader.getByRole('switch').isChecked(), true);
    await reader.getByRole('link', { name: 'Namespaces', exact: true }).click();
    await reader.getByRole('heading', { name: 'Namespaces and catalog', level: 1 }).waitFor();
  });

  test('of two owners the second is told who was first and what changed, on either page, and overwrites nothing', async (t) => {
    await target.ask('owner', 'PUT', '/v2/orgs/acme/settings/registry-access-management', { enabled: true, custom_registries: [] });
    await target.ask('owner', 'PUT', '/v2/orgs/acme/settings', { namespace_access: { enabled: false } });
    const [registryPage, namespacePage] = await Promise.all([openPage(t, browser, { console: target, as: 'owner', path }), openPage(t, browser, { console: target, as: 'owner', path: '/orgs/acme/namespace-access' })]);
    await registryPage.getByText('Allow only the registries on the list').click();
    await namespacePage.getByText('Keep members from pushing to their personal namespaces').click();
    await target.ask('second-owner', 'PUT', '/v2/orgs/acme/settings/registry-access-management', { enabled: true, custom_registries: [{ address: 'ghcr.io', friendly_name: 'GitHub', allowed: true }] });
    for (const page of [registryPage, namespacePage]) {
      await page.getByRole('button', { name: 'Review and save' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await dialog.getByText('Changed meanwhile by olga').waitFor();
      await dialog.getByText('ghcr.io').first().waitFor();
    }
    assert.deepEqual(await registries(), { enabled: true, standard_registries: [{ id: 'DockerHub', allowed: true }], custom_registries: [{ address: 'ghcr.io', friendly_name: 'GitHub', allowed: true }] });
    await namespacePage.getByRole('dialog').getByRole('button', { name: 'Go on from the newest settings' }).click();
    await namespacePage.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await namespacePage.getByText(/Saved as revision/).waitFor();
    assert.deepEqual(((await target.ask('owner', 'GET', '/v2/orgs/acme/settings')) as { namespace_access: unknown }).namespace_access, { enabled: true });
    assert.equal(((await registries()) as { custom_registries: readonly unknown[] }).custom_registries.length, 1, 'what the first has added is still there');
  });
});
