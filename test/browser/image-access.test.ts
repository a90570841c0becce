// Setting which images may be pulled, in a real browser: as one revision, over nobody's change, and with nothing typed lost.
import assert from 'node:assert/strict';
import { before, beforeEach, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, people } from './console.ts';
import { startDemo } from './demo.ts';

const path = '/orgs/acme/image-access';
const settingsPath = '/v2/orgs/acme/settings';
const images = { enabled: false, mode: 'enforce', allow_official_images: true, allow_verified_publishers: true, allow_sponsored_open_source: false, allow_community_images: true, help_text: '', allowlist: { enabled: false, repositories: [] as string[] } };

interface Settings {
  readonly revision: number;
  readonly restricted_images: typeof images;
}

void suite('image access in the console', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startDemo(cleanup)]);
  });
  beforeEach(async () => {
    await target.ask('owner', 'PUT', settingsPath, { restricted_images: images });
  });
  const settings = async (): Promise<Settings> => (await target.ask('owner', 'GET', settingsPath)) as Settings;

  test('an owner allows official images alone: the change is shown in words and against the pulls, saved as one revision, and undone', async (t) => {
    const { revision } = await settings();
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    await flip(page, 'Image access');
    await flip(page, 'Community images');
    await flip(page, 'Docker Verified Publisher images');
    await page.getByText('3 changes, not saved yet').waitFor();
    await assertAccessible(page, 'image access');
    await page.getByRole('button', { name: 'Review and save' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save 3 changes?' });
    await dialog.getByText('Community images').first().waitFor();
    const finding = dialog.getByText(/\d+ repositories pulled by \d+ people in the last 7 days would be refused/);
    await finding.click();
    await dialog.getByText('grafana/grafana').waitFor();
    await assertAccessible(page, 'the review');
    await page.emulateMedia({ colorScheme: 'dark' });
    await assertAccessible(page, 'the review in the dark');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    // As long as one points at it, it stays.
    await page.getByText(`Saved as revision ${revision + 1}`).hover();
    const saved = await settings();
    assert.deepEqual([saved.revision, saved.restricted_images], [revision + 1, { ...images, enabled: true, allow_verified_publishers: false, allow_community_images: false }]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(`Undone: the settings of revision ${revision} are in force again`).waitFor();
    assert.deepEqual((await settings()).restricted_images, images);
  });

  test('entries are added by name, by completion and by pasting many, with notes; wrong ones are named, and all is one revision', async (t) => {
    const { revision } = await settings();
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    const field = page.getByRole('combobox', { name: 'Add a repository or a namespace' });
    await field.fill('nginx:1.27');
    await field.press('Enter');
    await page.getByText('names a tag or digest: leave it out').waitFor();
    await field.fill('');
    await field.pressSequentially('watchtower');
    await page.getByRole('option', { name: /containrrr\/watchtower/ }).click();
    await page.getByRole('rowheader', { name: /containrrr\/watchtower/ }).waitFor();
    await page.getByRole('button', { name: 'Note for containrrr/watchtower' }).click();
    await page.getByLabel('Note', { exact: true }).fill('until May');
    await page.getByRole('button', { name: 'Keep the note' }).click();
    await page.getByRole('button', { name: 'Paste many' }).click();
    const dialog = page.getByRole('dialog', { name: 'Paste many' });
    await dialog.getByLabel('Repositories and namespaces').fill('mailhog/mailhog # for the tests\nNot_A Fine*Name\nother/*, containrrr/watchtower');
    await dialog.getByText('2 to add, 1 on the allowlist already or named twice, 2 wrong').waitFor();
    await dialog.getByText('Line 2:').first().waitFor();
    await assertAccessible(page, 'pasting many');
    await dialog.getByRole('button', { name: 'Add 2 entries' }).click();
    await dialog.getByText('2 entries added to your changes').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await save(page);
    const saved = await settings();
    assert.deepEqual([saved.revision, saved.restricted_images.allowlist], [revision + 1, { enabled: true, repositories: ['containrrr/watchtower', 'mailhog/mailhog', 'other/*'] }]);
    const { results } = (await target.ask('owner', 'GET', '/v2/orgs/acme/allowlist')) as { readonly results: readonly { readonly note: string; readonly added_by: string }[] };
    assert.deepEqual(results.map(({ note, added_by }) => [note, added_by]), [['until May', 'owner'], ['for the tests', 'owner'], ['', 'owner']]);
    await page.getByRole('button', { name: 'Remove other/*' }).click();
    await page.getByText('Will be removed').waitFor();
    await page.getByRole('button', { name: 'Keep other/*' }).click();
    await page.getByText('not saved yet').waitFor({ state: 'detached' });
  });

  test('a refused pull leads to the entry in the draft, and leaving without saving asks first', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${path}?allow=mailhog/mailhog`, viewport: phone });
    await page.getByText('mailhog/mailhog is put on the allowlist.').waitFor();
    await page.getByText('2 changes, not saved yet').waitFor();
    await page.waitForURL(({ search }) => search === '');
    await assertAccessible(page, 'image access on a phone');
    await page.getByRole('button', { name: 'Open the menu' }).click();
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByText('2 changes on this page will be lost.').waitFor();
    await assertAccessible(page, 'leaving');
    await page.getByRole('button', { name: 'Stay' }).click();
    await save(page);
    assert.deepEqual((await settings()).restricted_images.allowlist, { enabled: true, repositories: ['mailhog/mailhog'] });
  });

  test('a help text that cannot be sent is told as it is typed; what is shown is what a refused person reads', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    const field = page.getByRole('textbox', { name: 'Help text' });
    await field.fill('Frag in #plattform für eine Ausnahme');
    await page.getByText('must be one line of printable ASCII').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Review and save' }).isDisabled(), true);
    await field.fill('x'.repeat(201));
    await page.getByText('must have at most 200 characters: it has 201').waitFor();
    await field.fill('Ask in #platform');
    await page.getByText('image access denied: community images not allowed (someuser/custom-image, organization acme). Ask in #platform').waitFor();
    await save(page);
    assert.equal((await settings()).restricted_images.help_text, 'Ask in #platform');
  });

  test('of two owners the second is told who was first and what changed, keeps the draft, and overwrites nothing', async (t) => {
    const [first, second] = await Promise.all([openPage(t, browser, { console: target, as: 'second-owner', path }), openPage(t, browser, { console: target, as: 'owner', path })]);
    await flip(second, 'Image access');
    await flip(first, 'Community images');
    await first.getByRole('textbox', { name: 'Help text' }).fill('Ask olga');
    await save(first);
    const { revision } = await settings();
    await second.getByRole('button', { name: 'Review and save' }).click();
    const dialog = second.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('Changed meanwhile by olga').waitFor();
    await dialog.getByText('"Ask olga"').waitFor();
    await assertAccessible(second, 'a change meanwhile');
    assert.equal((await settings()).revision, revision, 'nothing was saved');
    await dialog.getByRole('button', { name: 'Go on from the newest settings' }).click();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await second.getByText(`Saved as revision ${revision + 1}`).waitFor();
    assert.deepEqual((await settings()).restricted_images, { ...images, enabled: true, allow_community_images: false, help_text: 'Ask olga' });
  });

  test('a server that fails, and a session that ends, in the middle of an edit lose nothing', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    await flip(page, 'Image access');
    await page.getByRole('textbox', { name: 'Help text' }).fill('Ask the owner');
    await page.getByRole('button', { name: 'Review and save' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save 2 changes?' });
    const problem = { status: 503, contentType: 'application/problem+json', body: JSON.stringify({ detail: 'the store is busy: try again' }) };
    await page.route(`**${settingsPath}`, (route) => (route.request().method() === 'PUT' ? route.fulfill(problem) : route.fallback()));
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('the store is busy: try again').waitFor();
    await page.unroute(`**${settingsPath}`);
    await target.ask('owner', 'DELETE', '/v2/sessions');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    const again = page.getByRole('dialog', { name: 'Your session has ended' });
    await again.getByLabel('Password').fill(people.owner.password);
    await again.getByRole('button', { name: 'Sign in' }).click();
    await again.waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved as revision').waitFor();
    const saved = (await settings()).restricted_images;
    assert.deepEqual([saved.enabled, saved.help_text], [true, 'Ask the owner']);
  });

  test('a member reads the same page, and is refused by the API as well', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: `${path}?allow=mailhog/mailhog` });
    await page.getByText('You see these settings, and owners of acme change them: ').waitFor();
    await page.getByRole('heading', { name: 'Categories' }).waitFor();
    await flip(page, 'Community images');
    assert.equal(await page.getByRole('button', { name: /Review and save|Paste many|Add|Remove/ }).count(), 0);
    await assertAccessible(page, 'image access for a member');
    await assert.rejects(target.ask('member', 'PUT', settingsPath, { restricted_images: { enabled: false } }), /answered 403/);
  });
});

/** As with the mouse: on what the switch is called. */
async function flip(page: Page, name: string): Promise<void> {
  await page.locator('label', { hasText: new RegExp(`^${name}$`) }).click();
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(/^Saved as revision \d+$/).waitFor();
}
