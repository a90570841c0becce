// Members and teams in a real browser: what owners do with them, and what members see.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { desktop, needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, people, startConsole } from './console.ts';
import { untilTrue } from './until-true.ts';

const members = '/orgs/acme/members';

void suite('members and teams in the console', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
  });
  const add = async (username: string, role = 'member') => target.ask('owner', 'POST', `/v2/orgs/acme/members`, { username, role, password: 'long-enough-password' });
  const signsIn = async (username: string, password: string): Promise<boolean> => (await fetch(`${target.address}/v2/users/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }) })).ok;

  test('an owner adds an account, whose password is shown once and signs in', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: members });
    await page.getByRole('button', { name: 'Add a member' }).click();
    const form = page.getByRole('dialog', { name: 'Add a member' });
    await form.getByLabel('User name').fill('Jane Doe');
    await form.getByLabel('E-mail address (optional)').fill('jane');
    await form.getByRole('button', { name: 'Add member' }).click();
    await form.getByText(/email: /).waitFor();
    assert.equal(await form.getByLabel('User name').inputValue(), 'Jane Doe', 'what was typed stays');
    await assertAccessible(page, 'adding a member, with problems');
    await form.getByLabel('User name').fill('jane');
    await form.getByLabel('E-mail address (optional)').fill('jane@acme.example');
    await form.getByRole('button', { name: 'Add member' }).click();
    const shown = page.getByRole('dialog', { name: 'jane is in acme now' });
    const password = await shown.getByLabel('the password', { exact: true }).innerText();
    await assertAccessible(page, 'a password shown once');
    await shown.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('link', { name: 'jane', exact: true }).waitFor();
    assert.ok(await signsIn('jane', password));
  });

  test('the list is searched and narrowed down by the address bar, and a person is opened from it', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${members}?role=owner`, viewport: phone, colorScheme: 'dark' });
    await page.getByRole('heading', { name: '2 people' }).waitFor();
    await page.getByLabel('Search members').fill('olg');
    await page.getByRole('heading', { name: '1 person' }).waitFor();
    assert.equal(new URL(page.url()).search, '?role=owner&search=olg');
    await assertAccessible(page, 'members on a phone');
    await page.getByRole('link', { name: 'olga' }).click();
    const person = page.getByRole('dialog', { name: 'olga' });
    await person.getByText('olga@acme.example').waitFor();
    await assertAccessible(page, 'a member opened');
    await person.getByRole('link', { name: 'Pulls of olga' }).click();
    await page.waitForURL('**/orgs/acme/pulls?*username=olga*');
    await page.goBack();
    await page.getByRole('dialog', { name: 'olga' }).getByRole('button', { name: 'Close' }).click();
    await page.waitForURL(({ search }) => search === '?role=owner&search=olg');
    await page.getByLabel('Search members').fill('nobody at all');
    await page.getByText('Nobody found').waitFor();
  });

  test('a role is changed, and never that of the last owner', async (t) => {
    await add('rita');
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${members}?search=rita` });
    await choose(page, 'rita', 'Change role');
    const dialog = page.getByRole('dialog', { name: 'Role of rita' });
    await dialog.getByText('Editor', { exact: true }).click();
    // Somebody else is faster: told, and nothing is overwritten.
    await target.ask('second-owner', 'PUT', '/v2/orgs/acme/members/rita', { role: 'owner' });
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await dialog.getByText('Somebody changed rita meanwhile: the role is owner now').waitFor();
    await assertAccessible(page, 'a role that somebody else changed');
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await page.getByText('rita is editor now').waitFor();

    await target.ask('owner', 'PUT', '/v2/orgs/acme/members/olga', { role: 'member' });
    await page.goto(`${target.address}${members}?search=owner`);
    await choose(page, 'owner', 'Change role');
    const own = page.getByRole('dialog', { name: 'Role of owner' });
    await own.getByText('Member', { exact: true }).click();
    await own.getByRole('button', { name: 'Change role' }).click();
    await own.getByText('is the last owner of acme: make another member an owner first').waitFor();
    await own.getByRole('button', { name: 'Cancel' }).click();
    await choose(page, 'owner', 'Leave the organization');
    await confirm(page, 'Leave');
    await page.getByRole('alertdialog').getByText('is the last owner of acme').waitFor();
    await target.ask('owner', 'PUT', '/v2/orgs/acme/members/olga', { role: 'owner' });
  });

  test('removing names what is lost, ends the sessions, and keeps the account', async (t) => {
    await add('rose');
    await target.ask('owner', 'POST', '/v2/orgs/acme/groups', { name: 'lost-team' });
    await target.ask('owner', 'POST', '/v2/orgs/acme/groups/lost-team/members', { member: 'rose' });
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${members}?search=rose` });
    await choose(page, 'rose', 'Remove from the organization');
    const dialog = page.getByRole('alertdialog', { name: 'Remove rose from acme?' });
    assert.match(await dialog.innerText(), /refuses the pulls of rose for acme, with every token[\s\S]*signed out at once[\s\S]*the team lost-team is lost[\s\S]*account stays/);
    await assertAccessible(page, 'asking before a removal');
    await confirm(page, 'Remove');
    await page.getByText('Nobody found').waitFor();
  });

  test('a password is reset and shown once; sessions are ended', async (t) => {
    await add('rolf');
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${members}?search=rolf` });
    await choose(page, 'rolf', 'Reset password');
    await confirm(page, 'Reset password');
    const shown = page.getByRole('dialog', { name: 'New password of rolf' });
    const password = await shown.getByLabel('the password', { exact: true }).innerText();
    await shown.getByRole('button', { name: 'I have kept it' }).click();
    assert.deepEqual([await signsIn('rolf', password), await signsIn('rolf', 'long-enough-password')], [true, false]);
    await choose(page, 'rolf', 'End sessions');
    await confirm(page, 'End sessions');
    await page.getByText('All sessions of rolf have ended').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    assert.match((await download).suggestedFilename(), /^acme-members-.*\.csv$/);
  });

  test('a member reads the lists, changes nothing, and may leave', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'editor', path: members });
    await page.getByText('You see the list; owners change it.').waitFor();
    await page.getByRole('link', { name: 'olga' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Add a member' }).count(), 0);
    assert.equal(await page.getByRole('button', { name: /^Actions for / }).count(), 1, 'their own');
    assert.equal(await page.getByText('olga@acme.example').count(), 0, 'addresses are for owners');
    await assertAccessible(page, 'members as an editor');
    await page.goto(`${target.address}/orgs/acme/teams`);
    await page.getByText('You see the list; owners change it.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Create a team' }).count(), 0);
    await page.goto(`${target.address}${members}`);
    await choose(page, people.editor.username, 'Leave the organization');
    await confirm(page, 'Leave');
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  });

  test('a team is made, filled by typing, renamed and deleted', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: '/orgs/acme/teams', viewport: desktop });
    await page.getByRole('button', { name: 'Create a team' }).click();
    const form = page.getByRole('dialog', { name: 'Create a team' });
    await form.getByLabel('Name').fill('a b');
    await form.getByRole('button', { name: 'Create team' }).click();
    await form.getByText('must have 3 to 30 letters').first().waitFor();
    await form.getByLabel('Name').fill('backend');
    await form.getByRole('button', { name: 'Create team' }).click();
    await page.getByRole('heading', { name: 'backend', level: 1 }).waitFor();
    await page.getByText('Nobody is in this team').waitFor();

    const field = page.getByRole('combobox', { name: 'Put a member in' });
    await field.fill('nobody-here');
    await field.press('Enter');
    await page.getByText('nobody-here is no member of acme').waitFor();
    await field.fill('min');
    await page.getByRole('option', { name: 'mina' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '1 member' }).waitFor();
    await untilTrue(page, 'document.querySelector("input[role=combobox]").value === ""');
    await assertAccessible(page, 'a team');
    await page.getByRole('button', { name: 'Take out mina' }).click();
    await confirm(page, 'Take out');
    await page.getByText('Nobody is in this team').waitFor();

    await page.getByRole('button', { name: 'Rename or describe' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('platform');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.waitForURL('**/teams/platform');
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByText('Nobody is in it.').waitFor();
    await confirm(page, 'Delete team');
    await page.waitForURL('**/orgs/acme/teams');
    await page.goto(`${target.address}/orgs/acme/teams/platform`);
    await page.getByText('acme has no team platform').waitFor();
  });

  test('the second of two owners on one team is told, keeps what was typed, and overwrites nothing unasked', async (t) => {
    await target.ask('owner', 'POST', '/v2/orgs/acme/groups', { name: 'shared', description: 'as it was' });
    const page = await openPage(t, browser, { console: target, as: 'owner', path: '/orgs/acme/teams/shared' });
    await page.getByRole('button', { name: 'Rename or describe' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rename or describe shared' });
    await dialog.getByLabel('Description (optional)').fill('what I say');
    await target.ask('second-owner', 'PATCH', '/v2/orgs/acme/groups/shared', { description: 'what olga says' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Another owner changed the team meanwhile').waitFor();
    await dialog.getByText('what olga says').waitFor();
    assert.equal(await dialog.getByLabel('Description (optional)').inputValue(), 'what I say');
    const stored = (await target.ask('owner', 'GET', '/v2/orgs/acme/groups/shared')) as { readonly description: string };
    assert.equal(stored.description, 'what olga says');
    await assertAccessible(page, 'a team that another owner changed');
    await dialog.getByRole('button', { name: 'Save mine' }).click();
    await page.getByText('what I say').first().waitFor();
    await dialog.waitFor({ state: 'detached' });
  });
});

async function choose(page: Page, username: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${username}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function confirm(page: Page, action: string): Promise<void> {
  const button: Locator = page.getByRole('alertdialog').getByRole('button', { name: action, exact: true });
  await button.click();
}
