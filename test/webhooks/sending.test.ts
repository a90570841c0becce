// Deliveries reach real receivers: signed, tried again, bounded, and never anywhere else.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { createPost } from '../../src/admin/webhooks/post.ts';
import type { PostOptions } from '../../src/admin/webhooks/post.ts';
import { startSender } from '../../src/admin/webhooks/sender.ts';
import type { SenderOptions } from '../../src/admin/webhooks/sender.ts';
import { createTargets } from '../../src/admin/webhooks/target.ts';
import { anAct, newInstallation, pullRecord } from '../../src/store/conformance/store-under-test.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { isSigned, startReceiver, waitFor } from './receiver.ts';

const secret = 'a-secret-of-16-characters';
const hourMs = 3_600_000;

interface Options {
  readonly sender?: Partial<SenderOptions>;
  readonly post?: Partial<PostOptions>;
  readonly allow?: readonly string[];
}

async function openSending(t: TestContext, urls: readonly string[], { sender: senderOptions, post: postOptions, allow = ['127.0.0.0/8'] }: Options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-webhooks-'));
  const now = Date.now;
  const store = openSqliteStore({ file: join(folder, 'pullgate.db'), secretKey: new Uint8Array(32).fill(7), now });
  await store.createInstallation(newInstallation(), [anAct()]);
  const ids = urls.map((_, n) => `w-${n}`);
  for (const [n, url] of urls.entries()) await store.createWebhook({ id: `w-${n}`, organization: 'acme', url, events: ['denial'], description: '', secret, createdBy: 'olivia', atMs: now() }, 20, anAct());
  const log = createLog({ level: 'error', format: 'json', destination: { write: () => undefined } });
  const post = createPost({ targets: createTargets(allow), timeoutMs: 10_000, version: '1', ...postOptions });
  const start = () => startSender({ queue: store, post, log, now, random: () => 0, intervalMs: 10, retryMs: hourMs, switchOffMs: hourMs, logMs: hourMs, delayMs: () => 5, ...senderOptions });
  let sender = start();
  t.after(async () => {
    await sender.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const deliveries = async (webhookId = 'w-0') => (await store.listDeliveries({ organization: 'acme', webhookId }, { limit: 99, offset: 0 })).deliveries;
  return {
    store,
    ids,
    deny: (id: string) => store.insertRecords([pullRecord({ id, timeMs: now() })]),
    deliveries,
    /** The only delivery, once it is over. */
    over: async () => {
      await waitFor(async () => (await deliveries())[0]?.state !== 'waiting', 'the end of a delivery');
      return (await deliveries())[0]!;
    },
    restart: async () => {
      await sender.close();
      sender = start();
    },
  };
}

test('a denial is delivered as the API tells of it, signed with the secret', async (t) => {
  const receiver = await startReceiver(t);
  const { deny, over } = await openSending(t, [receiver.url]);
  await deny('record-1');
  const [received] = await receiver.until(1);
  const delivery = await over();
  assert.ok(isSigned(received!, secret));
  assert.ok(!isSigned(received!, 'another-secret-of-16'));
  assert.ok(!isSigned({ ...received!, text: received!.text.replace('acme', 'acne') }, secret));
  assert.equal(received!.path, '/hook?a=b');
  assert.deepEqual([received!.headers['content-type'], received!.headers['user-agent'], received!.headers['pullgate-event'], received!.headers['pullgate-delivery'], received!.headers['pullgate-attempt']], ['application/json', 'pullgate/1', 'denial', delivery.id, '1']);
  const { id, event, organization, dropped, events } = received!.payload;
  assert.deepEqual([id, event, organization, dropped, events.length, events[0]?.['id'], events[0]?.['reason']], [delivery.id, 'denial', 'acme', 0, 1, 'record-1', pullRecord().reason]);
  assert.deepEqual([delivery.state, delivery.status, delivery.response, delivery.problem], ['delivered', 200, 'ok', null]);
});

test('what fails is tried again, the same body under the same id, until it is taken', async (t) => {
  const receiver = await startReceiver(t, (response, _received, count) => response.writeHead(count < 3 ? 500 : 204).end());
  const { deny, over, store } = await openSending(t, [receiver.url]);
  await deny('record-1');
  const received = await receiver.until(3);
  assert.equal((await over()).attempts, 3);
  assert.equal(new Set(received.map(({ text }) => text)).size, 1);
  assert.deepEqual(received.map(({ headers }) => headers['pullgate-attempt']), ['1', '2', '3']);
  assert.equal((await store.findWebhook('acme', 'w-0'))?.failingSinceMs, null);
});

test('after its time a failing delivery is over', async (t) => {
  const receiver = await startReceiver(t, (response) => response.writeHead(503).end('later'));
  const { deny, over } = await openSending(t, [receiver.url], { sender: { retryMs: 0 } });
  await deny('record-1');
  const delivery = await over();
  assert.deepEqual([delivery.state, delivery.attempts, delivery.status, delivery.problem, delivery.response], ['failed', 1, 503, 'answered 503', 'later']);
});

test('a redirect is not followed', async (t) => {
  const elsewhere = await startReceiver(t);
  const receiver = await startReceiver(t, (response) => response.writeHead(307, { Location: elsewhere.url }).end());
  const { deny, over } = await openSending(t, [receiver.url], { sender: { retryMs: 0 } });
  await deny('record-1');
  assert.equal((await over()).problem, 'answered 307: redirects are not followed');
  assert.deepEqual(elsewhere.received, []);
});

test('of a huge answer the first KiB is read, and it is an answer', async (t) => {
  const receiver = await startReceiver(t, (response) => {
    const chunk = 'x'.repeat(65_536);
    const writing = setInterval(() => response.write(chunk), 1);
    response.on('error', () => undefined).on('close', () => clearInterval(writing));
  });
  const { deny, over } = await openSending(t, [receiver.url]);
  await deny('record-1');
  const delivery = await over();
  assert.deepEqual([delivery.state, delivery.response], ['delivered', 'x'.repeat(1024)]);
});

test('a receiver that hangs holds up no other', async (t) => {
  const hanging = await startReceiver(t, () => undefined);
  const other = await startReceiver(t);
  const { deny, deliveries } = await openSending(t, [hanging.url, other.url], { post: { timeoutMs: hourMs } });
  await deny('record-1');
  await hanging.until(1);
  await deny('record-2');
  await other.until(2);
  assert.equal((await deliveries('w-0')).every(({ state }) => state === 'waiting'), true, 'the one that hangs is still being waited for');
});

test('a receiver that hangs is given up in time', async (t) => {
  const hanging = await startReceiver(t, () => undefined);
  const { deny, over } = await openSending(t, [hanging.url], { post: { timeoutMs: 300 }, sender: { retryMs: 0 } });
  await deny('record-1');
  assert.equal((await over()).problem, 'did not answer within 0.3 s');
});

test('a refused connection is told in plain words', async (t) => {
  const { deny, over } = await openSending(t, ['http://127.0.0.1:1/'], { sender: { retryMs: 0 } }); // a port that the system gives to nobody
  await deny('record-1');
  assert.equal((await over()).problem, 'refused the connection');
});

test('a webhook that fails for long is switched off, with an act, and what waits is over', async (t) => {
  const receiver = await startReceiver(t, (response) => response.writeHead(500).end());
  const { deny, store, deliveries } = await openSending(t, [receiver.url], { sender: { switchOffMs: 20, delayMs: () => 30 } });
  await deny('record-1');
  await waitFor(async () => (await store.findWebhook('acme', 'w-0'))?.isActive === false, 'the webhook to be switched off');
  assert.deepEqual((await deliveries()).map(({ state }) => state), ['failed']);
  const [entry] = await store.listActivity('acme', { action: 'org.webhook.disable' }, { order: 'newest-first', limit: 1 });
  const { actor, after } = JSON.parse(entry!.line) as { actor: { kind: string }; after: object };
  assert.deepEqual([actor.kind, after], ['system', { url: receiver.url, active: false, problem: 'answered 500' }]);
});

test('what is under way when the process stops is delivered by the next one', async (t) => {
  const receiver = await startReceiver(t, (response, _received, count) => {
    if (count > 1) response.end();
  });
  const { deny, over, restart } = await openSending(t, [receiver.url]);
  await deny('record-1');
  await receiver.until(1);
  await restart();
  const received = await receiver.until(2);
  assert.equal((await over()).state, 'delivered');
  assert.equal(received[0]?.payload.id, received[1]?.payload.id);
});

const refusals: readonly (readonly [string, string, readonly string[], RegExp])[] = [
  ['a name that is a private address', 'https://internal.example/', ['10.0.0.1'], /internal\.example has an address of a private.*webhooks\.allow_networks/],
  ["a cloud's metadata", 'https://metadata.example/', ['169.254.169.254'], /private/],
  ['an address of this machine that is not listed', 'https://127.0.0.1/', [], /private/],
  ['an IPv6 address in an IPv4 dress', 'https://[::ffff:127.0.0.1]/', [], /private/],
  ['http to another machine', 'http://hooks.example/', ['93.184.216.34'], /private, loopback or otherwise special/],
  ['a name that is nothing', 'https://nowhere.example/', [], /cannot be resolved/],
];
for (const [what, url, found, problem] of refusals) {
  test(`nothing is sent to ${what}`, async () => {
    const post = createPost({ targets: createTargets([]), timeoutMs: 10_000, version: '1', resolve: () => Promise.resolve(found) });
    const posted = await post({ url, body: '{}', headers: {} }, new AbortController().signal);
    assert.equal(posted.status, null);
    assert.match(posted.problem ?? '', problem);
    for (const address of found) assert.ok(!posted.problem?.includes(address));
  });
}

test('the name is resolved once, and what was checked is what is dialled', async (t) => {
  const receiver = await startReceiver(t);
  let asked = 0;
  const post = createPost({
    targets: createTargets(['127.0.0.1']),
    timeoutMs: 10_000,
    version: '1',
    resolve: () => {
      asked += 1;
      return Promise.resolve(asked === 1 ? ['10.0.0.1', '127.0.0.1'] : ['10.0.0.1']);
    },
  });
  const { port, pathname } = new URL(receiver.url);
  const posted = await post({ url: `http://rebinding.example:${port}${pathname}`, body: '{}', headers: {} }, new AbortController().signal);
  assert.deepEqual([posted.status, asked], [200, 1]);
  assert.equal(receiver.received[0]?.headers.host, `rebinding.example:${port}`);
});
