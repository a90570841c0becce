// Webhooks in a real browser, with a real receiver: made, tried, read, sent again, changed, switched off and deleted.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { type Cleanup, cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, startConsole } from './console.ts';

const path = '/orgs/acme/webhooks';

interface Received {
  readonly body: string;
  readonly signature: string;
  readonly id: string;
}

interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** The status of the answers that follow. */
  status: number;
}

void suite('webhooks in the console', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  let receiver: Receiver;
  before(async () => {
    const env = { PULLGATE_WEBHOOKS_ALLOW_NETWORKS: '127.0.0.0/8' };
    [browser, target, receiver] = await Promise.all([startChromium(cleanup), startConsole(cleanup, { env }), startReceiver(cleanup)]);
  });

  test('a webhook is made with a secret that is shown once, and a test really arrives, signed with it', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    await page.getByText('No webhooks yet').waitFor();
    await page.getByRole('button', { name: 'Create a webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill('http://192.0.2.1/hook');
    await dialog.getByRole('button', { name: 'Create webhook' }).click();
    await dialog.getByRole('alert').waitFor();
    assert.equal(await dialog.getByLabel('Address').getAttribute('aria-invalid'), 'true');
    await dialog.getByLabel('Address').fill(receiver.url);
    await dialog.getByLabel('Description').fill('the chat');
    await dialog.getByText('Some kinds of activity alone').click();
    await dialog.getByText('Member added', { exact: true }).click();
    await assertAccessible(page, 'making a webhook');
    await dialog.getByRole('button', { name: 'Create webhook' }).click();
    const secret = await dialog.getByLabel('the secret', { exact: true }).innerText();
    await assertAccessible(page, "a webhook's secret");
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('row', { name: /the chat/ }).getByText('Denials, 1 kind of activity').waitFor();
    assert.ok(!(await page.content()).includes(secret));
    await assertAccessible(page, 'the webhooks');

    await act(page, 'Send a test');
    await dialog.getByText('Delivered', { exact: true }).waitFor();
    await dialog.getByText('taken 200').waitFor();
    assert.match(await dialog.getByLabel('what was sent', { exact: true }).innerText(), /"event": "test"/);
    await assertAccessible(page, 'one delivery');
    const [first] = receiver.received;
    assert.ok(first);
    assert.equal(first.signature, signatureOf(first, secret));

    await dialog.getByRole('button', { name: 'Send again' }).click();
    await until(() => receiver.received.length === 2);
    assert.equal(receiver.received[1]?.id, first.id);
    await dialog.getByRole('button', { name: 'All deliveries' }).click();
    await dialog.getByRole('row', { name: /Test.*Delivered/ }).waitFor();
    await assertAccessible(page, 'the deliveries');
    await dialog.getByRole('button', { name: /State/ }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await dialog.getByText('None is in this state.').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('state'), 'failed');
    await page.goBack();
    await dialog.getByRole('row', { name: /Test.*Delivered/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(({ search }) => search === '');
  });

  test('what was not delivered says why', async (t) => {
    receiver.status = 500;
    const page = await openPage(t, browser, { console: target, as: 'owner', path, viewport: phone, colorScheme: 'dark' });
    await act(page, 'Send a test');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Failed', { exact: true }).waitFor();
    await dialog.getByText('taken 500').waitFor();
    await assertAccessible(page, 'a delivery that failed');
    receiver.status = 200;
  });

  test('another secret is made, what another owner changed is not overwritten, and it is switched off and deleted', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    await act(page, 'Create another secret');
    await page.getByRole('button', { name: 'Create another', exact: true }).click();
    const secret = await page.getByRole('dialog').getByLabel('the secret', { exact: true }).innerText();
    assert.match(secret, /^pgt_whs_/);
    await page.getByRole('button', { name: 'I have kept it' }).click();

    await act(page, 'Change');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Description').fill('mine');
    const { results } = (await target.ask('owner', 'GET', '/v2/orgs/acme/webhooks')) as { readonly results: readonly { readonly id: string; readonly description: string }[] };
    const id = results[0]?.id ?? '';
    await target.ask('second-owner', 'PATCH', `/v2/orgs/acme/webhooks/${id}`, { description: 'theirs' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Somebody else has changed this webhook in the meantime').waitFor();
    assert.equal(await dialog.getByLabel('Description').inputValue(), 'mine');
    assert.equal(((await target.ask('owner', 'GET', `/v2/orgs/acme/webhooks/${id}`)) as { readonly description: string }).description, 'theirs');
    await dialog.getByRole('button', { name: 'Save mine in its place' }).click();
    await page.getByRole('rowheader', { name: /mine/ }).waitFor();

    await act(page, 'Switch off');
    await page.getByRole('row', { name: /mine/ }).getByText('Off', { exact: true }).waitFor();
    await act(page, 'Send a test');
    await page.getByRole('alert').getByText('the webhook is switched off').waitFor();
    await act(page, 'Delete');
    await page.getByRole('alertdialog').getByText('Its secret and the log of its deliveries are lost').waitFor();
    await assertAccessible(page, 'deleting a webhook');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No webhooks yet').waitFor();
  });

  test('a member is told that owners see them', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path });
    await page.getByText('Only owners of acme see its webhooks').waitFor();
  });
});

/** By its menu: there is one webhook. */
async function act(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

async function startReceiver(t: Cleanup): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ body, signature: String(request.headers['pullgate-signature']), id: String(request.headers['pullgate-delivery']) });
      response.writeHead(receiver.status).end(`taken ${receiver.status}`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const receiver: Receiver = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, status: 200 };
  return receiver;
}

function signatureOf({ signature, body }: Received, secret: string): string {
  const time = /^t=(\d+)/.exec(signature)?.[1] ?? '';
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

async function until(holds: () => boolean): Promise<void> {
  const deadlineMs = Date.now() + 20_000;
  while (!holds()) {
    assert.ok(Date.now() < deadlineMs, 'waited for 20 seconds');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
