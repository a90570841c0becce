// The history of the policy in a real browser: what each revision changed, and the way back.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, startConsole } from './console.ts';

const path = '/orgs/acme/history';
const settingsPath = '/v2/orgs/acme/settings';

interface Settings {
  readonly revision: number;
  readonly restricted_images: { readonly enabled: boolean; readonly help_text: string };
}

void suite('the history in the console', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
    await target.ask('owner', 'PUT', settingsPath, { restricted_images: { enabled: true } });
    for (let n = 1; n <= 28; n += 1) await target.ask('second-owner', 'PUT', settingsPath, { restricted_images: { help_text: `ask ${n}`, enabled: n < 28 } });
  });
  const settings = async (): Promise<Settings> => (await target.ask('owner', 'GET', settingsPath)) as Settings;

  test('revisions are listed in pages; one opened says what it changed, and how it differs from what is in force', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path });
    await page.getByRole('row', { name: /30.*In force.*olga.*Image access: on → off; Help text changed$/ }).waitFor();
    await assertAccessible(page, 'the history');
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByRole('link', { name: 'Revision 2', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Revision 2' });
    await panel.getByText('Image access', { exact: true }).waitFor();
    await assertAccessible(page, 'a revision');
    await panel.getByRole('tab', { name: 'Against what is in force' }).click();
    await panel.getByText('"ask 28"').waitFor();
    assert.equal(new URL(page.url()).search, '?page=2&revision=2&against=now');
    assert.equal(await panel.getByRole('button', { name: 'Bring back' }).count(), 0, 'members cannot');
    await panel.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: 'Revision 3', exact: true }).waitFor();
  });

  test('an owner brings a revision back, and reads first what changes by it', async (t) => {
    const { revision } = await settings();
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${path}?revision=5`, viewport: phone, colorScheme: 'dark' });
    await page.getByRole('dialog', { name: 'Revision 5' }).getByRole('button', { name: 'Bring back' }).click();
    const asked = page.getByRole('alertdialog', { name: 'Bring revision 5 back?' });
    await asked.getByText('"ask 3"').waitFor();
    await asked.getByText('Nothing was pulled in the last 7 days.').waitFor();
    await assertAccessible(page, 'bringing back');
    await asked.getByRole('button', { name: 'Bring back' }).click();
    await page.getByText(`Revision 5 is in force again, as revision ${revision + 1}`).waitFor();
    const now = await settings();
    assert.deepEqual([now.revision, now.restricted_images.enabled, now.restricted_images.help_text], [revision + 1, true, 'ask 3']);
    await page.getByRole('link', { name: `Revision ${revision + 1}`, exact: true }).waitFor();
  });

  test('nothing is brought back over a change that came in between', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${path}?revision=7` });
    await page.getByRole('button', { name: 'Bring back' }).click();
    const asked = page.getByRole('alertdialog');
    await asked.getByText('"ask 5"').waitFor();
    await target.ask('second-owner', 'PUT', settingsPath, { restricted_images: { help_text: 'faster' } });
    await asked.getByRole('button', { name: 'Bring back' }).click();
    await asked.getByRole('alert').getByText(/the settings are at revision \d+ by now/).waitFor();
    assert.equal((await settings()).restricted_images.help_text, 'faster');
  });
});
