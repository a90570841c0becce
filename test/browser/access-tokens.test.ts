// The organization's access tokens in a real browser: made, changed beside another owner, used at the gateway, switched off and deleted.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, startConsole } from './console.ts';
import { signsInAtGateway } from './gateway-sign-in.ts';

const path = '/orgs/acme/access-tokens';

interface Token {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly resources: readonly { readonly type: string; readonly path: string; readonly scopes: readonly string[] }[];
}

void suite('organization access tokens in the console', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
  });
  const listed = async (): Promise<readonly Token[]> => ((await target.ask('owner', 'GET', '/v2/orgs/acme/access-tokens')) as { readonly results: readonly Token[] }).results;

  test('a token is made with rights, shown once, signs in at the gateway, is switched off and deleted', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    await page.getByText('No tokens yet').waitFor();
    await page.getByRole('button', { name: 'Create a token' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Label').fill('build server');
    await dialog.getByLabel('Repository', { exact: true }).fill('acme/app');
    await choose(page, /What it may do with acme\/app/, 'Pull and push');
    await choose(page, /Members/, 'Read and change');
    await dialog.getByText('Pull every public repository').click();
    await assertAccessible(page, 'making an organization access token');
    await dialog.getByRole('button', { name: 'Create token' }).click();
    const secret = await dialog.getByLabel('the token', { exact: true }).innerText();
    await dialog.getByText(`docker login ${target.gateway.host} -u acme`, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('rowheader', { name: 'build server' }).waitFor();
    assert.ok(!(await page.content()).includes(secret));
    await assertAccessible(page, 'the organization access tokens');

    const [made] = await listed();
    const whole = (await target.ask('owner', 'GET', `/v2/orgs/acme/access-tokens/${made?.id ?? ''}`)) as Token;
    assert.deepEqual(whole.resources, [
      { type: 'TYPE_REPO', path: 'acme/app', scopes: ['scope-image-push'] },
      { type: 'TYPE_ORG', path: 'acme', scopes: ['scope-member-edit'] },
    ]);
    assert.equal(await signsInAtGateway(target, 'acme', secret), true);
    await act(page, 'build server', 'Switch off');
    await page.getByRole('row', { name: /build server/ }).getByText('Off', { exact: true }).waitFor();
    assert.equal(await signsInAtGateway(target, 'acme', secret), false);
    await act(page, 'build server', 'Delete');
    await page.getByRole('alertdialog').getByText('A deleted token cannot be brought back').waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('No tokens yet').waitFor();
    assert.deepEqual(await listed(), []);
  });

  test('what another owner changed in the meantime is shown, and overwritten only when asked', async (t) => {
    const { id } = (await target.ask('owner', 'POST', '/v2/orgs/acme/access-tokens', { label: 'mirror', resources: [{ type: 'TYPE_REPO', path: 'acme/*', scopes: ['scope-image-pull'] }] })) as Token;
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    await act(page, 'mirror', 'Change');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Description').fill('pulls at night');
    await target.ask('second-owner', 'PATCH', `/v2/orgs/acme/access-tokens/${id}`, { description: 'pulls by day' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Somebody else has changed this token in the meantime').waitFor();
    await dialog.getByText(/Now it is: mirror; pulls by day; acme\/\*/).waitFor();
    assert.equal(await dialog.getByLabel('Description').inputValue(), 'pulls at night');
    assert.equal((await listed())[0]?.description, 'pulls by day');
    await assertAccessible(page, 'a token that another owner changed');
    await dialog.getByRole('button', { name: 'Save mine in its place' }).click();
    await page.getByRole('rowheader', { name: /pulls at night/ }).waitFor();
  });

  test('while image access is on, the page says that the gateway refuses them', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path, viewport: phone, colorScheme: 'dark' });
    await page.getByRole('rowheader', { name: 'mirror' }).waitFor();
    const line = page.getByText('Organization access tokens cannot be used with image access management');
    assert.equal(await line.count(), 0);
    await target.ask('owner', 'PUT', '/v2/orgs/acme/settings', { restricted_images: { enabled: true } });
    await page.reload();
    await line.waitFor();
    await assertAccessible(page, 'the tokens while image access is on');
  });

  test('a member is told that owners see them', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path });
    await page.getByText('Only owners of acme see its access tokens').waitFor();
    await assertAccessible(page, 'the tokens for a member');
  });
});

async function choose(page: Page, field: RegExp, option: string): Promise<void> {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function act(page: Page, token: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${token}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
