// Invitations and the log of what people do, in a real browser.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, people, startConsole } from './console.ts';

const invitations = '/orgs/acme/invitations';

interface Sent {
  readonly invitees: readonly { readonly invite: { readonly id: string; readonly link: string } }[];
}

void suite('invitations and activity in the console', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
  });
  /** The path that the link of a new invitation leads to. */
  const invite = async (invitee: string, team?: string): Promise<string> => {
    const sent = (await target.ask('owner', 'POST', '/v2/invites/bulk', { org: 'acme', invitees: [invitee], role: 'editor', ...(team !== undefined && { team }) })) as Sent;
    return new URL(sent.invitees[0]?.invite.link ?? '').pathname;
  };

  test('an owner pastes a list, sees what becomes of each line, and gets the links to hand over', async (t) => {
    await invite('earlier@example.com');
    const page = await openPage(t, browser, { console: target, as: 'owner', path: invitations });
    await page.getByRole('button', { name: 'Invite people' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByLabel('User names or e-mail addresses').fill('Ann <ann@example.com>, mina\nearlier@example.com; no@body');
    await dialog.getByText('4 people. Nothing is sent yet.').waitFor();
    await assertAccessible(page, 'naming whom to invite');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    const verdicts = dialog.getByLabel('What becomes of each').getByRole('listitem');
    await verdicts.nth(3).waitFor();
    assert.deepEqual(await verdicts.allTextContents(), [
      'ann@example.comWill be invited',
      'minaIs a member already',
      'earlier@example.comWill be invitedIs invited already: the earlier link stops working.',
      'no@bodyNeither a user name nor an e-mail address',
    ]);
    await assertAccessible(page, 'what becomes of each');
    await dialog.getByRole('button', { name: 'Invite 2 people' }).click();
    const links = page.getByRole('dialog', { name: 'Hand over the links' });
    await links.getByRole('button', { name: 'Copy the link for ann@example.com' }).click();
    await links.getByRole('button', { name: 'Copied the link for ann@example.com' }).waitFor();
    assert.match(await page.evaluate<string>('navigator.clipboard.readText()'), new RegExp(`^${target.address}/invite/pgt_inv_\\w+$`));
    await assertAccessible(page, 'links to hand over');
    await links.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('heading', { name: '2 open invitations' }).waitFor();
  });

  test('a new link is shown once; the mail needs a mail server; cancelling kills the link', async (t) => {
    const first = await invite('carl@example.com');
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${invitations}?search=carl`, viewport: phone, colorScheme: 'dark' });
    const choose = async (action: string): Promise<void> => {
      await page.getByRole('button', { name: 'Actions for carl@example.com' }).click();
      await page.getByRole('menuitem', { name: action }).click();
    };
    await choose('Create a new link');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Create a new link' }).click();
    const shown = page.getByRole('dialog', { name: 'Link for carl@example.com' });
    const second = new URL(await shown.getByLabel('the link', { exact: true }).innerText()).pathname;
    assert.notEqual(second, first);
    await shown.getByRole('button', { name: 'I have kept it' }).click();
    await choose('Send the mail again');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Send the mail' }).click();
    await page.getByRole('alertdialog').getByText('the server sends no mail').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await assertAccessible(page, 'invitations on a phone');
    await choose('Cancel the invitation');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the invitation' }).click();
    await page.getByText('No invitation found').waitFor();
    await page.goto(`${target.address}${second}`);
    await page.getByRole('heading', { name: 'This link does not work', level: 1 }).waitFor();
  });

  test('somebody new makes an account with the link, and is in', async (t) => {
    const path = await invite('nora@example.com');
    const page = await openPage(t, browser, { console: target, path });
    await page.getByText('owner invites nora@example.com to the organization acme').waitFor();
    await page.getByLabel('User name').fill('mina');
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Create the account and join' }).click();
    await page.getByText('must have at least 8 characters').first().waitFor();
    await assertAccessible(page, 'an invitation, with problems');
    await page.getByLabel('Password').fill('noras-correct-horse');
    await page.getByRole('button', { name: 'Create the account and join' }).click();
    await page.getByText('the name `mina` is taken: choose another').waitFor();
    await page.getByLabel('User name').fill('nora');
    await page.getByRole('button', { name: 'Create the account and join' }).click();
    await page.waitForURL('**/orgs/acme');
    await page.getByRole('link', { name: 'nora' }).waitFor();
    await page.goto(`${target.address}${path}`);
    await page.getByText('it was used, cancelled or replaced').waitFor();
  });

  test('somebody with an account signs in and accepts; an invitation of a name is for nobody else', async (t) => {
    await target.ask('owner', 'POST', '/v2/orgs', { orgname: 'umbrella' });
    const sent = (await target.ask('owner', 'POST', '/v2/invites/bulk', { org: 'umbrella', invitees: ['mina'], role: 'editor' })) as Sent;
    const { pathname } = new URL(sent.invitees[0]?.invite.link ?? '');
    const page = await openPage(t, browser, { console: target, as: 'editor', path: pathname, colorScheme: 'dark' });
    await page.getByText('You are signed in as edgar. The invitation is for mina alone.').waitFor();
    await assertAccessible(page, 'an invitation for somebody else');
    await page.getByRole('button', { name: 'Sign in as mina' }).click();
    await page.getByLabel('User name').fill(people.member.username);
    await page.getByLabel('Password').fill(people.member.password);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Accept as mina' }).click();
    await page.waitForURL('**/orgs/umbrella');
    await page.getByRole('button', { name: /^umbrella.*choose another organization$/ }).waitFor();
  });

  test('whoever has an account and is not signed in is sent to sign in', async (t) => {
    const path = await invite('somebody-else');
    await target.ask('owner', 'POST', '/v2/orgs/acme/members', { username: 'somebody-else', role: 'member' });
    const page = await openPage(t, browser, { console: target, path });
    await page.getByRole('link', { name: 'Sign in as somebody-else' }).click();
    await page.waitForURL(`**/sign-in?next=${encodeURIComponent(path)}`);
  });

  test('an invitation is declined after asking; an expired one says until when it worked', async (t) => {
    const page = await openPage(t, browser, { console: target, path: await invite('dora@example.com'), viewport: phone });
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Decline' }).click();
    await page.getByRole('heading', { name: 'Declined', level: 1 }).waitFor();
    const expired = await invite('late@example.com');
    const database = new DatabaseSync(join(target.gateway.data, 'pullgate.db'), { timeout: 10_000 });
    database.prepare("UPDATE invites SET expires_at_ms = 1000 WHERE invitee = 'late@example.com'").run();
    database.close();
    await page.goto(`${target.address}${expired}`);
    await page.getByRole('heading', { name: 'This invitation has expired', level: 1 }).waitFor();
    await page.getByText('ask owner to send it again').waitFor();
    await assertAccessible(page, 'an expired invitation');
    const list = await openPage(t, browser, { console: target, as: 'owner', path: `${invitations}?search=late` });
    await list.getByText('Expired').waitFor();
  });

  test('the log is narrowed down in the address bar, opened entry by entry, verified and exported', async (t) => {
    await target.ask('second-owner', 'PUT', '/v2/orgs/acme/members/mina', { role: 'editor' });
    const page = await openPage(t, browser, { console: target, as: 'owner', path: '/orgs/acme/activity?action=org.member.role' });
    await page.getByRole('link', { name: 'changed the role of the member mina' }).waitFor();
    await page.getByRole('combobox', { name: 'Who' }).fill('olg');
    await page.getByRole('option', { name: 'olga' }).click();
    await page.waitForURL('**/activity?*actor=olga*');
    await page.getByText('1 entry, no older ones').waitFor();
    await assertAccessible(page, 'the log');
    await page.getByRole('link', { name: 'changed the role of the member mina' }).click();
    const entry = page.getByRole('dialog', { name: 'olga changed the role of the member mina' });
    assert.match(await entry.getByRole('table').innerText(), /role\s+member\s+editor/);
    await assertAccessible(page, 'an entry of the log');
    await page.reload();
    await entry.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('The log is whole').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    assert.match((await download).suggestedFilename(), /^acme-activity.*\.csv$/);
    await page.getByLabel('From', { exact: true }).fill('2000-01-01');
    await page.getByLabel('To', { exact: true }).fill('2000-01-02');
    await page.getByText('Nothing found').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.waitForURL('**/activity');
  });

  test('older entries are loaded when asked for; a log that was tampered with is told', async (t) => {
    for (let number = 0; number < 25; number += 1) {
      await target.ask('owner', 'POST', '/v2/orgs/acme/groups', { name: `team-${number}` });
      await target.ask('owner', 'DELETE', `/v2/orgs/acme/groups/team-${number}`);
    }
    const page = await openPage(t, browser, { console: target, as: 'owner', path: '/orgs/acme/activity', viewport: phone, colorScheme: 'dark' });
    await page.getByText('The newest 50 entries').waitFor();
    await page.getByRole('button', { name: 'Load older entries' }).click();
    await page.getByText(/^\d+ entries, no older ones$/).waitFor();
    await assertAccessible(page, 'the log on a phone');
    const database = new DatabaseSync(join(target.gateway.data, 'pullgate.db'), { timeout: 10_000 });
    database.exec("DROP TRIGGER activity_is_never_changed; UPDATE activity SET name = 'team-8' WHERE chain = 'acme' AND name = 'team-7'");
    database.close();
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('The log is not as it was written').waitFor();
    await page.getByText('is not as it was written').first().waitFor();
  });

  test('members are told that invitations and the log are for owners', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: invitations });
    await page.getByText('Only owners of acme see its invitations').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Invitations' }).count(), 0);
    await page.goto(`${target.address}/orgs/acme/activity`);
    await page.getByText('Only owners of acme see its log').waitFor();
    await assertAccessible(page, 'what only owners see');
  });
});
