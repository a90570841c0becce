// Setting a new organization up: its owner is led there, each step is done when the API says so, and presets are one revision.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startGateway } from '../gateway-process.ts';
import { startUpstream, upstreamObstacle } from '../upstream/start.ts';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, askerOf, people } from './console.ts';

interface Settings {
  readonly revision: number;
  readonly restricted_images: Readonly<Record<string, unknown>>;
}

const closed = { enabled: true, mode: 'enforce', allow_official_images: true, allow_verified_publishers: false, allow_sponsored_open_source: false, allow_community_images: false };

void suite('setting up', { skip: needsChromium || (upstreamObstacle() ?? false) }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    const [started, upstream] = await Promise.all([startChromium(cleanup), startUpstream()]);
    browser = started;
    cleanup.after(() => upstream.stop());
    const gateway = await startGateway({ upstreams: { 'docker.io': upstream.address }, env: { PULLGATE_OWNER_PASSWORD: undefined } });
    cleanup.after(() => gateway.remove());
    target = { address: gateway.adminAddress, gateway, organization: 'acme', ask: askerOf(gateway.adminAddress) };
  });

  async function imageAccess(): Promise<Settings> {
    const { revision, restricted_images: images } = (await target.ask('owner', 'GET', '/v2/orgs/acme/settings')) as Settings;
    return { revision, restricted_images: Object.fromEntries(Object.keys(closed).map((name) => [name, images[name]])) };
  }

  /** As the member that the first start made, with the token that it printed. */
  async function pull(repository: string): Promise<number> {
    const { username, secret } = target.gateway.member ?? assert.fail('the first start prints a member');
    const answer = await fetch(`${target.gateway.address}/token?service=pullgate&scope=repository:${repository}:pull`, { headers: { authorization: `Basic ${btoa(`${username}:${secret}`)}` } });
    const { token } = (await answer.json()) as { readonly token: string };
    const accept = 'application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.v2+json';
    const pulled = await fetch(`${target.gateway.address}/v2/${repository}/manifests/latest`, { headers: { authorization: `Bearer ${token}`, accept } });
    await pulled.arrayBuffer();
    return pulled.status;
  }

  test('after the first sign-in the owner is led to the six steps, does each, and then hears no more of it', async (t) => {
    const password = /^Password: {2}(\S+)$/m.exec(target.gateway.output())?.[1] ?? assert.fail(target.gateway.output());
    const page = await openPage(t, browser, { console: target, path: '/' });
    await page.getByLabel('User name').fill('owner');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Set up', level: 1 }).waitFor();
    await page.getByText('0 of 6 done').waitFor();
    await assertAccessible(page, 'setting up');

    await replacePassword(page, password);
    await page.getByText('1 of 6 done').waitFor();

    await page.getByLabel('Further namespace').fill('library');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText(/library holds the official images/).first().waitFor();
    await page.getByLabel('Further namespace').fill('acmelabs');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('2 of 6 done').waitFor();

    const { revision } = await imageAccess();
    await page.getByText('Nothing was pulled in the last 7 days.').waitFor();
    await assertAccessible(page, 'the presets');
    await page.getByRole('button', { name: 'Switch image access on' }).last().click();
    await page.getByText('3 of 6 done').waitFor();
    assert.deepEqual(await imageAccess(), { revision: revision + 1, restricted_images: closed });

    await page.getByText(`docker login ${target.gateway.host} -u owner`, { exact: true }).waitFor();
    assert.equal(await pull('someuser/custom-image'), 401);
    await page.getByText('4 of 6 done').waitFor();
    await page.getByText('someuser/custom-image:latest').waitFor();
    await page.getByText('Waiting for a pull that passes').waitFor();
    await leadsOn(page, '4 of 6 done', 'Make a first pull');

    assert.equal(await pull('library/nginx'), 200);
    await page.getByText('5 of 6 done').waitFor();
    await invite(page);
    await page.goBack();
    await page.getByText('6 of 6 done').waitFor();
    await page.getByText('acme is set up').waitFor();
    await assertAccessible(page, 'everything set up');
    await page.getByRole('main').getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { name: 'By category' }).waitFor();
    assert.equal(await page.getByText(/^Set up: /).count(), 0);
  });

  test('each preset is one revision, shown with what it would have done; audit mode says so', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner' });
    const switchOn = async (preset: string, preview: RegExp): Promise<Settings> => {
      await target.ask('owner', 'PUT', '/v2/orgs/acme/settings', { restricted_images: { enabled: false } });
      await page.goto(`${target.address}/orgs/acme/set-up`);
      await page.getByRole('radio', { name: preset }).check({ force: true });
      await page.getByLabel('What it would have done').getByText(preview).first().waitFor();
      const { revision: before } = await imageAccess();
      await page.getByRole('button', { name: 'Switch image access on' }).last().click();
      await page.getByText('6 of 6 done').waitFor();
      const { revision, ...after } = await imageAccess();
      return { revision: revision - before, ...after };
    };
    assert.deepEqual(await switchOn('Official and Verified Publishers', /would be refused/), { revision: 1, restricted_images: { ...closed, allow_verified_publishers: true } });
    assert.deepEqual(await switchOn('Only look for now: audit mode', /would be recorded as refused/), { revision: 1, restricted_images: { ...closed, mode: 'audit' } });
    await page.getByRole('button', { name: /^Switch image access on/ }).click();
    await page.getByText('Image access is on in audit mode').waitFor();
  });
});

async function replacePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Current password').fill(password);
  await page.getByLabel('New password', { exact: true }).fill(people.owner.password);
  await page.getByLabel('New password again').fill(people.owner.password);
  await page.getByRole('button', { name: 'Change the password' }).click();
}

/** Overview says how far it is, and leads back. */
async function leadsOn(page: Page, progress: string, next: string): Promise<void> {
  await page.getByRole('link', { name: 'Overview' }).first().click();
  await page.getByText(`Set up: ${progress}`).waitFor();
  await page.getByText(`Next: ${next}.`).waitFor();
  await page.getByRole('link', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Set up', level: 1 }).waitFor();
}

async function invite(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: 'Invite people' }).click();
  // The step before has a button of the same name.
  await page.getByRole('heading', { name: 'Invitations', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Invite people' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite people' });
  await dialog.getByLabel('User names or e-mail addresses').fill('ann@example.com');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByRole('button', { name: /^Invite / }).click();
  await page.getByRole('button', { name: 'I have kept them' }).or(page.getByRole('button', { name: 'I have kept it' })).click();
  await page.getByRole('heading', { name: '1 open invitation' }).waitFor();
}
