// The sign-in settings in a real browser, with a real identity provider: connected through the page, then signed in with.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { paths } from '../../src/contract/paths.ts';
import { type RealProvider, openRealProvider } from '../single-sign-on/real-provider.ts';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, people, startConsole } from './console.ts';

const settingsPath = '/orgs/acme/sign-in-settings';
const connectionPath = '/v2/orgs/acme/single-sign-on';

void suite('the sign-in settings', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  let provider: RealProvider;
  const connection = async (): Promise<Record<string, unknown>> => (await target.ask('owner', 'GET', connectionPath)) as Record<string, unknown>;
  const connect = (change: object): Promise<unknown> => target.ask('owner', 'PUT', connectionPath, { issuer: provider.issuer, client_id: provider.clientId, client_secret: provider.clientSecret, link_by_email: true, enabled: true, enforced: false, ...change });
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
    const untilTheEnd = (stop: () => void): void =>
      cleanup.after(() => {
        stop();
        return Promise.resolve();
      });
    provider = await openRealProvider({ after: untilTheEnd }, target.address + paths.singleSignOnCallback);
    provider.people.set('mina-at-work', { email: 'mina@acme.example', email_verified: true, preferred_username: 'mina', groups: ['dev'] });
    await target.ask('owner', 'POST', '/v2/orgs/acme/groups', { name: 'backend' });
  });

  test('an owner lets the anonymous pull, reviewed and saved as one revision; a member reads it, and that the rest is for owners', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: settingsPath, colorScheme: 'dark' });
    await page.getByText("The anonymous pull under the members' policy").click();
    await assertAccessible(page, 'the sign-in settings');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await page.getByRole('dialog').getByText('not enforced').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/Saved as revision/).waitFor();
    assert.deepEqual(((await target.ask('owner', 'GET', '/v2/orgs/acme/settings')) as { sign_in: unknown }).sign_in, { enforced: false, anonymous: 'members_policy' });

    const reader = await openPage(t, browser, { console: target, as: 'member', path: settingsPath, viewport: phone });
    await reader.getByText(/owners of acme change them/).waitFor();
    await reader.getByText(/are shown to owners alone/).waitFor();
    await reader.getByText('acme has no single sign-on').waitFor();
    await reader.getByText('Sign-in is enforced').click();
    assert.equal(await reader.getByRole('radio', { name: 'Sign-in is enforced' }).isChecked(), false);
    assert.equal(await reader.getByRole('button', { name: /Connect a provider|Create a token/ }).count(), 0);
    await assertAccessible(reader, 'the sign-in settings of a member');
  });

  test('every problem of a connection stands at its field, what was typed stays, and it is stored once the provider answers', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: settingsPath });
    await page.getByRole('button', { name: 'Connect a provider' }).click();
    await page.getByRole('group', { name: 'At your identity provider' }).getByText(target.address + paths.singleSignOnCallback).waitFor();
    await page.getByLabel('Issuer').fill('http://127.0.0.1:9');
    await page.getByRole('button', { name: 'Cancel' }).click();
    const asked = page.getByRole('alertdialog', { name: 'Discard your changes?' });
    await asked.getByText('What you typed in this form will be lost.').waitFor();
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await asked.waitFor({ state: 'detached' });
    assert.equal(await page.getByLabel('Issuer').inputValue(), 'http://127.0.0.1:9');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await asked.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: 'Connect a provider' }).click();
    assert.equal(await page.getByLabel('Issuer').inputValue(), '');
    await page.getByLabel('Issuer').fill('http://127.0.0.1:9');
    await page.getByLabel('Client id').fill(provider.clientId);
    await page.getByRole('textbox', { name: 'Client secret' }).fill(provider.clientSecret);
    await page.getByRole('button', { name: 'Map a group' }).click();
    await page.getByRole('textbox', { name: 'Group', exact: true }).fill('dev');
    await page.getByRole('combobox', { name: 'Team' }).fill('frontend');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText(/cannot be reached/).waitFor();
    await page.getByText('there is no team `frontend` in acme: make it first').waitFor();
    await assertAccessible(page, 'the form of a connection');

    await page.getByLabel('Domains').fill('not a domain!');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText(/domain! must be the part of an e-mail address/).waitFor();
    await page.getByLabel('Domains').fill('');
    await page.getByLabel('Issuer').fill(provider.issuer);
    await page.getByRole('combobox', { name: 'Team' }).fill('');
    await page.getByRole('combobox', { name: 'Team' }).pressSequentially('back');
    await page.getByRole('option', { name: 'backend' }).click();
    await page.getByText('Link accounts with a password by e-mail address').click();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('On, beside passwords').waitFor();
    await assertAccessible(page, 'a connection');
    const { issuer, has_client_secret: hasSecret, group_mapping: mapping, link_by_email: isLinked, revision } = await connection();
    assert.deepEqual({ issuer, hasSecret, mapping, isLinked, revision }, { issuer: provider.issuer, hasSecret: true, mapping: [{ group: 'dev', team: 'backend' }], isLinked: true, revision: 1 });
    assert.doesNotMatch(await page.content(), /a secret with/);
  });

  test('the second of two owners is told what the first has changed, and overwrites nothing', async (t) => {
    await connect({ domains: [] });
    const page = await openPage(t, browser, { console: target, as: 'second-owner', path: settingsPath });
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByLabel('Scopes').fill('profile email groups');
    await connect({ domains: ['acme.example'] });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Another owner changed the connection meanwhile').waitFor();
    await page.getByText('Domains: now acme.example').waitFor();
    assert.equal(await page.getByLabel('Domains').inputValue(), 'acme.example');
    assert.equal(await page.getByLabel('Scopes').inputValue(), 'profile email groups');
    await page.getByLabel('Scopes').fill('profile email');
    await page.getByText('Link accounts with a password by e-mail address').click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('On, beside passwords').waitFor();
    const { domains, link_by_email: isLinked } = await connection();
    assert.deepEqual({ domains, isLinked }, { domains: ['acme.example'], isLinked: false });
  });

  test('people sign in with the provider from the sign-in page, by their address too, and come back to the page that they wanted', async (t) => {
    await connect({ domains: ['acme.example'] });
    const page = await openPage(t, browser, { console: target, path: '/orgs/acme/check?image=nginx', goesTo: provider.issuer });
    await page.getByRole('link', { name: 'Use single sign-on' }).click();
    await page.getByLabel('Organization or e-mail address').fill('globex');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('no single sign-on is known for globex').waitFor();
    await assertAccessible(page, 'single sign-on on the sign-in page');
    await page.getByLabel('Organization or e-mail address').fill('mina@acme.example');
    await page.keyboard.press('Enter');
    await signInAtProvider(page, 'mina-at-work');
    await page.getByRole('heading', { name: 'Can I pull this?', level: 1 }).waitFor();
    const { pathname, searchParams } = new URL(page.url());
    assert.deepEqual([pathname, searchParams.get('image')], ['/orgs/acme/check', 'nginx']);
    assert.equal(((await (await page.context().request.get(`${target.address}/v2/user`)).json()) as { username: string }).username, 'mina');
  });

  test('an owner switches passwords off but for their own; a password is refused with what to do, and a session that ends is gone on with through the provider', async (t) => {
    await connect({ domains: ['acme.example'] });
    const owner = await openPage(t, browser, { console: target, as: 'owner', path: settingsPath });
    await owner.getByRole('button', { name: 'Change', exact: true }).click();
    await owner.getByText('Password sign-in is off', { exact: true }).click();
    await owner.getByText(/Sessions and tokens that were given for a password end at once/).waitFor();
    await assertAccessible(owner, 'switching passwords off');
    await owner.getByRole('button', { name: 'Save', exact: true }).click();
    await owner.getByText('but for owner').waitFor();

    const page = await openPage(t, browser, { console: target, path: '/orgs/acme/check?image=nginx', goesTo: provider.issuer });
    await page.getByLabel('User name').fill(people.member.username);
    await page.getByLabel('Password').fill(people.member.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText(/password sign-in is off for people of acme/i).waitFor();
    await page.getByRole('link', { name: 'Sign in with single sign-on of acme' }).click();
    await signInAtProvider(page, 'mina-at-work');
    await page.getByRole('heading', { name: 'Can I pull this?', level: 1 }).waitFor();

    await page.context().clearCookies({ name: /pullgate|session/i });
    // Whatever the page asks next may open the dialog before.
    await page.getByRole('link', { name: 'Members' }).dispatchEvent('click');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    const way = dialog.getByRole('link', { name: 'Sign in with single sign-on of acme' });
    await way.waitFor();
    assert.equal(await dialog.getByLabel('Password').count(), 0);
    await assertAccessible(page, 'signing in again');
    await dialog.getByRole('button', { name: 'I have signed in in another tab' }).click();
    await dialog.getByText('You are not signed in yet.').waitFor();
    const [tab] = await Promise.all([page.context().waitForEvent('page'), way.click()]);
    await signInAtProvider(tab, 'mina-at-work');
    await tab.getByRole('heading', { name: 'You are signed in', level: 1 }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
    await target.ask('owner', 'PUT', connectionPath, { enforced: false });
  });

  test('an owner sees who is linked, takes a link away, and removes the connection, each after being asked', async (t) => {
    await connect({});
    const page = await openPage(t, browser, { console: target, as: 'owner', path: settingsPath, colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Unlink mina' }).click();
    await page.getByRole('alertdialog').getByText(/sessions that mina has through an identity provider end/).waitFor();
    await assertAccessible(page, 'unlinking');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Unlink' }).click();
    await page.getByText('Nobody has signed in with the provider yet').waitFor();

    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('alertdialog').getByText(/its client id, secret, groups and domains are forgotten/).waitFor();
    await page.getByLabel('Type acme to confirm').fill('acme');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No identity provider is connected').waitFor();
  });

  test('a SCIM token is shown once with the base address, an organization has two at most, and revoking asks', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: settingsPath });
    await page.getByRole('button', { name: 'Create a token' }).click();
    const dialog = page.getByRole('dialog', { name: 'The SCIM token' });
    const secret = await dialog.getByLabel('the token', { exact: true }).innerText();
    await assertAccessible(page, 'a new SCIM token');
    await page.keyboard.press('Escape');
    assert.equal(await dialog.isVisible(), true);
    const answer = await fetch(`${await dialog.getByLabel('the base address', { exact: true }).innerText()}/Users`, { headers: { Authorization: `Bearer ${secret}` } });
    assert.equal(answer.status, 200);
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.doesNotMatch(await page.content(), new RegExp(secret));
    await page.getByRole('button', { name: 'Create a token' }).click();
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByText('Revoke one to create another').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Create a token' }).isDisabled(), true);
    await page.getByRole('button', { name: /^Revoke/ }).first().click();
    await page.getByRole('alertdialog').getByText(/refused at once, for good/).waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Revoke one to create another').waitFor({ state: 'detached' });
    assert.equal(((await target.ask('owner', 'GET', '/v2/orgs/acme/scim-token')) as { results: unknown[] }).results.length, 1);
  });
});

/** The provider's own pages: who it is, and that Pullgate may know. Each is skipped where the provider remembers. */
async function signInAtProvider(page: Page, login: string): Promise<void> {
  for (let step = 0; step < 3; step += 1) {
    const button = page.getByRole('button', { name: /^(Sign-in|Continue)$/ });
    const next = await Promise.race([button.waitFor().then(() => 'form' as const), page.getByRole('heading', { name: /You are signed in|Can I pull this/, level: 1 }).waitFor().then(() => 'back' as const)]);
    if (next === 'back') return;
    const before = page.url();
    const name = page.locator('input[name=login]');
    if ((await name.count()) > 0) {
      await name.fill(login);
      await page.locator('input[name=password]').fill('any');
    }
    await button.click();
    await page.waitForURL((url) => url.href !== before);
  }
}
