// Can I pull this? in a real browser: what is pasted is answered, by role, with what to do.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, startConsole } from './console.ts';

const path = '/orgs/acme/check';
const settings = '/v2/orgs/acme/settings';
const reason = 'image access denied: community images not allowed (someuser/custom-image, organization acme). Ask in #platform';

void suite('Can I pull this?', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
    await target.ask('owner', 'PUT', settings, { restricted_images: { enabled: true, help_text: 'Ask in #platform' } });
  });

  test('a member types an image, reads the sentence of the client, and whom to ask', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path, viewport: phone });
    await page.getByRole('textbox').fill('someuser/custom-image');
    await page.keyboard.press('Enter');
    await page.getByText(reason, { exact: true }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('image'), 'someuser/custom-image');
    await page.getByText(/ask an owner of acme: .*\bolga\b/).waitFor();
    await page.getByRole('button', { name: 'Copy the message about someuser/custom-image' }).click();
    await page.getByRole('button', { name: /^Copied/ }).waitFor();
    const message = await page.evaluate<string>('navigator.clipboard.readText()');
    assert.ok(message.includes(reason) && message.includes(`${target.address}/orgs/acme/check?image=someuser%2Fcustom-image`), message);
    assert.equal(await page.getByRole('link', { name: 'Allow it' }).count(), 0);
    await assertAccessible(page, 'Can I pull this?');
  });

  test('an owner asks for any member, allows from there, or asks for a person', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${path}?image=someuser/custom-image`, colorScheme: 'dark' });
    await page.getByText('A member may not pull this').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Allow it' }).getAttribute('href'), '/orgs/acme/image-access?allow=someuser%2Fcustom-image');
    await assertAccessible(page, 'Can I pull this? of an owner');
    await page.getByRole('combobox', { name: 'Who pulls' }).fill('olga');
    await page.getByRole('option', { name: /olga/ }).click();
    await page.getByText('olga may pull this: owners may pull everything.').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('username'), 'olga');
    await page.getByRole('combobox', { name: 'Who pulls' }).fill('nobody');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('The images could not be checked').waitFor();
  });

  test('what is allowed comes with the line that pulls it, and its category with its source', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: `${path}?image=nginx:1.27,grafana/grafana` });
    await page.getByText('2 images allowed.').waitFor();
    await page.getByText(`docker pull ${target.gateway.host}/library/nginx:1.27`).waitFor();
    await page.getByText(/listed in the catalog \(as of \d{4}-/).waitFor();
  });

  test('a Dockerfile: its images are answered, what has no default is named, a wrong name is told apart', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path });
    await page.getByRole('textbox').fill('ARG BASE\nFROM nginx:1.27 AS build\nFROM ${BASE}\nCOPY --from=build / /\nCOPY --from=someuser/custom-image / /\nFROM UPPER');
    await page.getByText('3 images found in what looks like a Dockerfile').waitFor();
    await page.getByText('${BASE}').last().waitFor();
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('1 image would be refused, 1 image allowed.').waitFor();
    await page.getByText('This is not the name of an image.').waitFor();
    assert.match(await page.getByRole('textbox').inputValue(), /^ARG BASE/, 'what was pasted stays');
    await assertAccessible(page, 'the answers to a Dockerfile');
  });

  test('in the mode audit an image is shown as recorded and let through', async (t) => {
    await target.ask('owner', 'PUT', settings, { restricted_images: { enabled: true, mode: 'audit', help_text: 'Ask in #platform' } });
    const page = await openPage(t, browser, { console: target, as: 'member', path: `${path}?image=someuser/custom-image` });
    await page.getByText('Recorded, let through').waitFor();
    await page.getByText(`docker pull ${target.gateway.host}/someuser/custom-image`).waitFor();
  });
});
