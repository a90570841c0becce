// Webhooks through the API: made, changed, switched off, tested, their log read; never their secrets.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Delivery, Webhook } from '../../src/contract/webhooks.ts';
import { pullRecord } from '../../src/store/conformance/store-under-test.ts';
import { openInstallation } from './installation.ts';
import type { Reply } from './installation.ts';

const path = '/v2/orgs/acme/webhooks';
const url = 'https://hooks.example.com/pullgate';
const webhookIn = ({ json }: Reply) => json as unknown as Webhook & { readonly secret?: string };
const deliveryIn = ({ json }: Reply) => json as unknown as Delivery & { readonly payload: { readonly events: readonly { readonly id: string }[] } };

test('a webhook is made with a secret that is shown this once', async (t) => {
  const { as, store } = await openInstallation(t);
  const owner = await as('owner');
  const made = webhookIn(await owner('POST', path, { url, events: ['denial', 'org.member.add', 'denial'], description: 'ours' }));
  assert.match(made.secret ?? '', /^pgt_whs_[\w-]{43}$/);
  assert.deepEqual([made.url, made.events, made.description, made.active, made.created_by], [url, ['denial', 'org.member.add'], 'ours', true, 'owner']);
  const given = webhookIn(await owner('POST', path, { url, secret: 'a-secret-of-my-own' }));
  assert.deepEqual([given.secret, given.events], ['a-secret-of-my-own', ['denial']]);
  for (const reply of [await owner('GET', path), await owner('GET', `${path}/${made.id}`)]) assert.ok(!reply.text.includes('secret"') && !reply.text.includes(made.secret!));
  const acts = (await store.listActivity('acme', { action: 'org.webhook' }, { order: 'newest-first', limit: 9 })).map(({ line }) => line).join('');
  assert.ok(!acts.includes(made.secret!) && !acts.includes('a-secret-of-my-own') && acts.includes(url));
});

test('a change leaves the rest as it was, and another secret is shown once', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const { id, secret } = webhookIn(await owner('POST', path, { url }));
  const described = webhookIn(await owner('PATCH', `${path}/${id}`, { description: 'ours', events: ['activity'] }));
  assert.deepEqual([described.url, described.description, described.events, described.secret, described.previous_secret_until], [url, 'ours', ['activity'], undefined, null]);
  const rotated = webhookIn(await owner('PATCH', `${path}/${id}`, { rotate_secret: true }));
  assert.match(rotated.secret ?? '', /^pgt_whs_/);
  assert.notEqual(rotated.secret, secret);
  assert.equal(rotated.previous_secret_until, '2026-11-22T12:00:00.000Z');
  assert.equal((await owner('PATCH', `${path}/${id}`, { rotate_secret: true, secret: 'a-secret-of-my-own' })).status, 400);
  assert.equal((await owner('DELETE', `${path}/${id}`)).status, 204);
  assert.equal((await owner('GET', `${path}/${id}`)).json.detail, 'webhook not found');
});

for (const [what, body, fields] of [
  ['no address', {}, ['url']],
  ['no URL', { url: 'hooks.example.com' }, ['url']],
  ['another scheme', { url: 'ftp://hooks.example.com/' }, ['url']],
  ['http to another machine', { url: 'http://hooks.example.com/' }, ['url']],
  ['http to this machine, which is not listed', { url: 'http://127.0.0.1:9/' }, ['url']],
  ['https to this machine', { url: 'https://localhost/' }, ['url']],
  ['a private address', { url: 'https://10.0.0.1/' }, ['url']],
  ['a private address written otherwise', { url: 'https://0x0a000001/' }, ['url']],
  ["a cloud's metadata", { url: 'https://[::ffff:169.254.169.254]/' }, ['url']],
  ['a password in the address', { url: 'https://user:pass@hooks.example.com/' }, ['url']],
  ['everything wrong', { url: 'x', events: ['denials'], secret: 'short', description: 'x'.repeat(513), extra: 1 }, ['description', 'events.0', 'extra', 'secret', 'url']],
  ['no events', { url, events: [] }, ['events']],
] as const) {
  test(`refused: ${what}`, async (t) => {
    const { as } = await openInstallation(t);
    const owner = await as('owner');
    const { status, json } = await owner('POST', path, body);
    assert.deepEqual([status, Object.keys(json.fields).toSorted()], [400, fields]);
    assert.equal((await owner('GET', path)).json.count, 0);
  });
}

test('there are at most 20', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (let n = 0; n < 20; n += 1) assert.equal((await owner('POST', path, { url })).status, 201);
  assert.deepEqual([(await owner('POST', path, { url })).status, (await owner('GET', path)).json.count], [409, 20]);
});

test('the log has what is queued, with all that it will say; another organization finds nothing', async (t) => {
  const { as, store, clock } = await openInstallation(t);
  const owner = await as('owner');
  const { id } = webhookIn(await owner('POST', path, { url }));
  await store.insertRecords([pullRecord({ id: 'a', timeMs: clock.nowMs }), pullRecord({ id: 'b', timeMs: clock.nowMs, organization: 'globex', readableBy: ['acme', 'globex'] })]);
  const { json } = await owner('GET', `${path}/${id}/deliveries`);
  const [delivery] = json.results as unknown as readonly Delivery[];
  assert.deepEqual([json.count, delivery?.state, delivery?.event_count, delivery?.attempts, delivery?.status], [1, 'waiting', 2, 0, null]);
  const whole = deliveryIn(await owner('GET', `${path}/${id}/deliveries/${delivery!.id}`));
  // What another organization's settings said is for its own owners.
  assert.deepEqual(whole.payload.events.map((event) => [event.id, (event as { reason?: unknown }).reason === null]), [['a', false], ['b', true]]);
  assert.equal((await owner('POST', `${path}/${id}/deliveries/${delivery!.id}/replay`)).status, 409);
  assert.equal((await owner('GET', `${path}/${id}/deliveries?state=delivered`)).json.count, 0);
  const stranger = await as('stranger');
  for (const place of [`webhooks/${id}`, `webhooks/${id}/deliveries`, `webhooks/${id}/deliveries/${delivery!.id}`]) assert.equal((await stranger('GET', `/v2/orgs/globex/${place}`)).status, 404);
});

test('a test is queued; one that is over can be sent again; nothing is sent while it is switched off', async (t) => {
  const { as, store, clock } = await openInstallation(t);
  const owner = await as('owner');
  const { id } = webhookIn(await owner('POST', path, { url }));
  const queued = deliveryIn(await owner('POST', `${path}/${id}/test`));
  assert.deepEqual([queued.event, queued.state], ['test', 'waiting']);
  await store.finishAttempt({ deliveryId: queued.id, webhookId: id, atMs: clock.nowMs, durationMs: 3, status: 500, problem: 'answered 500', response: 'no', nextTryAtMs: null }, 9);
  const again = await owner('POST', `${path}/${id}/deliveries/${queued.id}/replay`);
  assert.deepEqual([again.status, deliveryIn(again).id, deliveryIn(again).state, deliveryIn(again).attempts], [202, queued.id, 'waiting', 1]);
  assert.equal((await owner('POST', `${path}/${id}/deliveries/none/replay`)).json.detail, 'delivery not found');
  await owner('PATCH', `${path}/${id}`, { active: false });
  assert.equal((await owner('POST', `${path}/${id}/test`)).status, 409);
});
