// My account in a real browser: tokens that really sign in at the gateway, a second factor that is really asked for, sessions that really end.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, people, startConsole } from './console.ts';
import { signsInAtGateway } from './gateway-sign-in.ts';

void suite('my account in the console', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
  });

  test('the profile is changed, and a wrong address is told at its field', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'editor', path: '/account' });
    await page.getByLabel('Full name').fill('Edgar Example');
    await page.getByLabel('E-mail address').fill('nonsense');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByLabel('E-mail address').getAttribute('aria-invalid'), 'true');
    await page.getByLabel('E-mail address').fill('edgar@example.com');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const { full_name, email } = (await target.ask('editor', 'GET', '/v2/user')) as Record<string, string>;
    assert.deepEqual([full_name, email], ['Edgar Example', 'edgar@example.com']);
    await assertAccessible(page, 'the profile');
  });

  test('a token is made, shown once, signs in at the gateway, is switched off and on, renamed and deleted', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: '/account?tab=access-tokens' });
    const { username } = people.member;
    const secret = await makeToken(page, 'laptop');
    assert.match(secret, /^pgt_pat_/);
    await page.getByRole('dialog').getByText(`docker login ${target.gateway.host} -u ${username}`, { exact: true }).waitFor();
    await assertAccessible(page, 'a token that was made');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('rowheader', { name: 'laptop' }).waitFor();
    assert.ok(!(await page.content()).includes(secret), 'gone once the dialog is closed');
    assert.equal(await signsInAtGateway(target, username, secret), true);

    await act(page, 'laptop', 'Switch off');
    await page.getByRole('row', { name: /laptop/ }).getByText('Off', { exact: true }).waitFor();
    assert.equal(await signsInAtGateway(target, username, secret), false);
    await act(page, 'laptop', 'Switch on');
    await page.getByRole('row', { name: /laptop/ }).getByText('On', { exact: true }).waitFor();
    assert.equal(await signsInAtGateway(target, username, secret), true);

    await act(page, 'laptop', 'Rename');
    await page.getByLabel('Label').fill('desk');
    await page.keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'desk' }).waitFor();
    await assertAccessible(page, 'the tokens');
    await act(page, 'desk', 'Delete');
    await page.getByRole('alertdialog', { name: 'Delete desk?' }).getByText('Whatever signs in with this token is refused from now on').waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('No tokens yet').waitFor();
    assert.equal(await signsInAtGateway(target, username, secret), false);
  });

  test('a token without a last day is not made, and the field says so', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: '/account?tab=access-tokens', viewport: phone, colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Create a token' }).click();
    await page.getByLabel('Label').fill('ci');
    await page.getByRole('button', { name: /Ends/ }).click();
    await page.getByRole('option', { name: 'On a day of your own' }).click();
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByText('choose a day', { exact: true }).waitFor();
    await assertAccessible(page, 'making a token');
    await page.getByLabel('Last day').fill('2020-01-31');
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByText('must lie in the future', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('No tokens yet').waitFor();
  });

  test('sessions are told apart, and those that are ended are over', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path: '/account?tab=sessions' });
    const others = await Promise.all([openPage(t, browser, { console: target, as: 'member' }), openPage(t, browser, { console: target, as: 'member' })]);
    await page.reload();
    await page.getByRole('rowheader', { name: /Chrome \d+ on Linux\s*This one/ }).waitFor();
    await page.getByRole('button', { name: /^End the session of/ }).nth(2).waitFor();
    await assertAccessible(page, 'the sessions');
    await page.getByRole('button', { name: /^End the session of/ }).first().click();
    await page.getByRole('button', { name: 'End session' }).click();
    await page.getByText('The session is ended').waitFor();
    const statuses = async () => (await Promise.all(others.map((other) => other.context().request.get(`${target.address}/v2/user`)))).map((answer) => answer.status());
    assert.deepEqual((await statuses()).toSorted(), [200, 401]);
    await page.getByRole('button', { name: 'End all others' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'End all others' }).click();
    await page.getByText('All other sessions are ended').waitFor();
    assert.deepEqual(await statuses(), [401, 401]);
    await page.getByRole('button', { name: 'End all others' }).waitFor({ state: 'detached' });
  });

  test('a second factor is switched on with a code, asked for at the next sign-in, gets new recovery codes and is switched off', async (t) => {
    const { username, password } = people['second-owner'];
    const page = await openPage(t, browser, { console: target, as: 'second-owner', path: '/account?tab=sign-in' });
    await page.getByRole('button', { name: 'Switch on' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password').fill('wrong-password');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByText('is wrong: send the password that you sign in with', { exact: true }).waitFor();
    await dialog.getByLabel('Password').fill(password);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByRole('img', { name: 'QR code of the key' }).waitFor();
    const key = await dialog.getByLabel('the key', { exact: true }).innerText();
    const app = new TOTP({ secret: key });
    await assertAccessible(page, 'the key of a second factor');
    await dialog.getByLabel('Code', { exact: true }).fill('000000');
    await dialog.getByRole('button', { name: 'Switch on' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Code', { exact: true }).fill(app.generate());
    await dialog.getByRole('button', { name: 'Switch on' }).click();
    const codes = (await page.getByRole('dialog', { name: 'Recovery codes' }).getByLabel('the recovery codes', { exact: true }).innerText()).trim().split('\n');
    assert.equal(codes.length, 10);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
    assert.equal(download.suggestedFilename(), `pullgate-recovery-codes-${username}.txt`);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('10 recovery codes left').waitFor();
    assert.ok(!(await page.content()).includes(codes[0] ?? ''), 'shown once');

    const next = await openPage(t, browser, { console: target, path: '/sign-in?next=%2Faccount%3Ftab%3Dsign-in' });
    await next.getByLabel('User name').fill(username);
    await next.getByLabel('Password').fill(password);
    await next.keyboard.press('Enter');
    await next.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
    await next.keyboard.press('Enter');
    await next.getByText('9 recovery codes left').waitFor();

    await prove(next, 'Create new recovery codes', { password, code: codes[1] ?? '', action: 'Create them' });
    const renewed = (await next.getByLabel('the recovery codes', { exact: true }).innerText()).trim().split('\n');
    assert.ok(renewed.every((code) => !codes.includes(code)));
    await next.getByRole('button', { name: 'I have kept them' }).click();
    await prove(next, 'Switch off', { password, code: codes[2] ?? '', action: 'Switch off' });
    await next.getByRole('dialog').getByRole('alert').waitFor(); // an old code is good no more
    await next.getByRole('dialog').getByLabel('Code', { exact: true }).fill(renewed[0] ?? '');
    await next.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
    await next.getByText('Two-factor sign-in is off').waitFor();
    assert.deepEqual(await target.ask('owner', 'GET', '/v2/user/totp'), { enabled: false, recovery_codes_left: 0 });
    assert.equal((await next.context().request.get(`${target.address}/v2/user/totp`).then((answer) => answer.json() as Promise<{ enabled: boolean }>)).enabled, false);
    assert.equal((await page.context().request.get(`${target.address}/v2/user`)).status(), 401, 'the other sessions ended');
  });

  test('the password is changed with the current one, and the other sessions end', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'editor', path: '/account?tab=sign-in' });
    const other = await openPage(t, browser, { console: target, as: 'editor' });
    await page.getByLabel('Current password').fill('wrong-password');
    await page.getByLabel('New password', { exact: true }).fill('another-correct-horse');
    await page.getByLabel('New password again').fill('another-correct-hors');
    await page.getByText('is not the same as above').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Change the password' }).isDisabled(), true);
    await page.getByLabel('New password again').fill('another-correct-horse');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('is wrong: send the password that you sign in with', { exact: true }).waitFor();
    await assertAccessible(page, 'a password that was refused');
    await page.getByLabel('Current password').fill(people.editor.password);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The password is changed').waitFor();
    assert.equal(await page.getByLabel('Current password').inputValue(), '');
    assert.equal((await other.context().request.get(`${target.address}/v2/user`)).status(), 401);
    assert.equal((await page.context().request.get(`${target.address}/v2/user`)).status(), 200);
  });

  test('the last owner cannot leave, a member can', async (t) => {
    const globex = { orgname: 'globex' };
    await target.ask('owner', 'POST', '/v2/orgs', globex);
    const owner = await openPage(t, browser, { console: target, as: 'owner', path: '/account?tab=organizations' });
    await owner.getByRole('button', { name: 'Leave globex' }).click();
    await owner.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await owner.getByRole('alertdialog').getByText(/last owner/).waitFor();
    await assertAccessible(owner, 'leaving an organization');

    const member = await openPage(t, browser, { console: target, as: 'member', path: '/account?tab=organizations' });
    await member.getByRole('button', { name: 'Leave acme' }).click();
    await member.getByText('It is your only organization').waitFor();
    await member.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await member.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  });
});

async function makeToken(page: Page, label: string): Promise<string> {
  await page.getByRole('button', { name: 'Create a token' }).click();
  await page.getByLabel('Label').fill(label);
  await page.getByRole('button', { name: 'Create token' }).click();
  return page.getByRole('dialog').getByLabel('the token', { exact: true }).innerText();
}

async function act(page: Page, token: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${token}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function prove(page: Page, button: string, { password, code, action }: { readonly password: string; readonly code: string; readonly action: string }): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByLabel('Code', { exact: true }).fill(code);
  await dialog.getByRole('button', { name: action }).click();
}
