// Setting a new organization up: its owner is led there, each step tells what the API says, and presets are one revision.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, askerOf } from './console.ts';
import { startGateway } from '../gateway-process.ts';

void suite('setting up', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    const [started, gateway] = await Promise.all([startChromium(cleanup), startGateway({ upstreams: { 'docker.io': 'http://127.0.0.1:9' }, env: { PULLGATE_OWNER_PASSWORD: undefined } })]);
    browser = started;
    cleanup.after(() => gateway.remove());
    target = { address: gateway.adminAddress, gateway, organization: 'acme', ask: askerOf(gateway.adminAddress) };
  });

  test('after the first sign-in the owner is led to the steps, and each goes to done', async (t) => {
    const password = /^Password: {2}(\S+)$/m.exec(target.gateway.output())?.[1] ?? assert.fail(target.gateway.output());
    const page = await openPage(t, browser, { console: target, path: '/' });
    await page.getByLabel('User name').fill('owner');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Set up', level: 1 }).waitFor();
    await page.getByText('0 of 6 done').waitFor();
    await assertAccessible(page, 'setting up');

    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password', { exact: true }).fill('correct-horse-battery');
    await page.getByLabel('New password again').fill('correct-horse-battery');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('1 of 6 done').waitFor();

    await page.getByRole('button', { name: 'acme is our only one' }).click();
    await page.getByText('2 of 6 done').waitFor();

    await page.getByText('Nothing was pulled in the last 7 days.').waitFor();
    await assertAccessible(page, 'the presets');
    await page.getByRole('button', { name: 'Switch image access on' }).last().click();
    await page.getByText('3 of 6 done').waitFor();
    const settings = (await target.ask('owner', 'GET', '/v2/orgs/acme/settings')) as { readonly revision: number; readonly restricted_images: Readonly<Record<string, unknown>> };
    const { enabled, mode, allow_official_images: official, allow_verified_publishers: verified, allow_community_images: community } = settings.restricted_images;
    assert.deepEqual([settings.revision, enabled, mode, official, verified, community], [2, true, 'enforce', true, false, false]);

    // The member that the first start made pulls, and is refused.
    const { username, secret } = target.gateway.member ?? assert.fail();
    const answer = await fetch(`${target.gateway.address}/token?service=pullgate`, { headers: { authorization: `Basic ${btoa(`${username}:${secret}`)}` } });
    const { token } = (await answer.json()) as { readonly token: string };
    const refused = await fetch(`${target.gateway.address}/v2/someuser/custom-image/manifests/latest`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(refused.status, 401);
    await page.getByText('4 of 6 done').waitFor();
    await page.getByText('someuser/custom-image:latest').waitFor();
    await page.getByText('Waiting for a pull that passes').waitFor();
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByText('Set up: 4 of 6 done').waitFor();
    await page.getByRole('button', { name: 'Hide' }).click();
    await page.getByText('Set up: 4 of 6 done').waitFor({ state: 'detached' });
  });
});
