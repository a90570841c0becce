// What every WebhookStore and DeliveryQueue guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Attempt, DeliveryContent, DueDelivery } from '../../admin/webhooks/delivery-queue.port.ts';
import type { NewWebhook } from '../../admin/webhooks/webhooks.port.ts';
import { anAct, atMs, newInstallation, pullRecord } from './store-under-test.ts';
import type { Adapter, StoreUnderTest } from './store-under-test.ts';

const later = Number.MAX_SAFE_INTEGER;

function newWebhook(overrides: Partial<NewWebhook> = {}): NewWebhook {
  return { id: 'w-1', organization: 'acme', url: 'https://hooks.example.com/', events: ['denial', 'activity'], description: '', secret: 'a-secret-of-mine', createdBy: 'olivia', atMs, ...overrides };
}

async function openWith(open: Adapter['open'], t: Parameters<Adapter['open']>[0], ...webhooks: readonly NewWebhook[]): Promise<StoreUnderTest> {
  const store = await open(t);
  await store.createInstallation(newInstallation(), [anAct()]);
  for (const webhook of webhooks) await store.createWebhook(webhook, 20, anAct({ organization: null }));
  return store;
}

const due = (store: StoreUnderTest, busy: readonly string[] = []): Promise<readonly DueDelivery[]> => store.dueDeliveries({ nowMs: later, busy, limit: 99 });

function attemptOf({ id, webhook }: DueDelivery, overrides: Partial<Attempt> = {}): Attempt {
  return { deliveryId: id, webhookId: webhook.id, atMs: atMs + 50, durationMs: 7, status: 200, problem: null, response: 'ok', nextTryAtMs: null, ...overrides };
}

/** Works the whole queue of a webhook off. */
async function drain(store: StoreUnderTest): Promise<readonly DueDelivery[]> {
  const done: DueDelivery[] = [];
  for (;;) {
    const [next] = await due(store);
    if (next === undefined) return done;
    await store.finishAttempt(attemptOf(next), 9999);
    done.push(next);
  }
}

const contentOf = ({ content }: Pick<DueDelivery, 'content'>): DeliveryContent => JSON.parse(content) as DeliveryContent;
const idsOf = (delivery: DueDelivery): readonly string[] => {
  const content = contentOf(delivery);
  return content.kind === 'denial' ? content.records.map(({ id }) => id) : [];
};

function testKeeping({ name, open }: Adapter): void {
  test(`${name}: a webhook reads back as it was made, to its organization alone`, async (t) => {
    const store = await openWith(open, t, newWebhook());
    const webhook = await store.findWebhook('acme', 'w-1');
    assert.deepEqual(webhook, {
      id: 'w-1', organization: 'acme', url: 'https://hooks.example.com/', events: ['denial', 'activity'], description: '', isActive: true, createdBy: 'olivia', createdAtMs: atMs, updatedAtMs: atMs,
      previousSecretUntilMs: null, failingSinceMs: null, switchedOffAtMs: null, waiting: 0, dropped: 0,
    });
    assert.deepEqual(await store.listWebhooks('acme', { limit: 9, offset: 0 }), { total: 1, webhooks: [webhook] });
    assert.equal(await store.findWebhook('globex', 'w-1'), undefined);
    assert.deepEqual(await store.listWebhooks('globex', { limit: 9, offset: 0 }), { total: 0, webhooks: [] });
    assert.equal(await store.changeWebhook({ organization: 'globex', id: 'w-1', atMs, url: 'https://evil.example/' }, anAct()), 'missing');
    assert.equal(await store.removeWebhook({ organization: 'globex', id: 'w-1' }, anAct()), 'missing');
  });

  test(`${name}: an organization has no more webhooks than it may`, async (t) => {
    const store = await openWith(open, t, newWebhook());
    assert.equal(await store.createWebhook(newWebhook({ id: 'w-2' }), 1, anAct()), 'too-many');
    assert.equal((await store.listWebhooks('acme', { limit: 9, offset: 0 })).total, 1);
  });

  test(`${name}: what is left out of a change stays, and a new secret signs beside the one before for a while`, async (t) => {
    const store = await openWith(open, t, newWebhook());
    await store.changeWebhook({ organization: 'acme', id: 'w-1', atMs: atMs + 1, description: 'ours', secret: { secret: 'another-secret', previousUntilMs: atMs + 10 } }, anAct({ organization: null }));
    const changed = await store.findWebhook('acme', 'w-1');
    assert.deepEqual([changed?.url, changed?.description, changed?.updatedAtMs, changed?.previousSecretUntilMs], ['https://hooks.example.com/', 'ours', atMs + 1, atMs + 10]);
    await store.queueTest({ organization: 'acme', webhookId: 'w-1', id: 'd-1', atMs }, anAct({ organization: null }));
    const secretsAt = async (nowMs: number) => (await store.dueDeliveries({ nowMs, busy: [], limit: 9 }))[0]?.webhook.secrets;
    assert.deepEqual(await secretsAt(atMs + 9), ['another-secret', 'a-secret-of-mine']);
    assert.deepEqual(await secretsAt(atMs + 10), ['another-secret']);
  });
}

function testQueueing({ name, open }: Adapter): void {
  test(`${name}: a denial is queued with its record, for each organization that it is of, and nothing else is`, async (t) => {
    const store = await openWith(open, t, newWebhook(), newWebhook({ id: 'w-2', events: ['activity'] }));
    const permit = { effect: 'permit', reason: null } as const;
    await store.insertRecords([pullRecord({ id: 'a' }), pullRecord({ id: 'b', ...permit }), pullRecord({ id: 'c', readableBy: ['globex'] }), pullRecord({ id: 'd', enforced: false })]);
    await store.insertRecords([pullRecord({ id: 'a' })]); // was there
    const deliveries = await drain(store);
    assert.deepEqual(deliveries.map((delivery) => [delivery.webhook.id, delivery.kind, idsOf(delivery)]), [['w-1', 'denial', ['a', 'd']]]);
  });

  test(`${name}: records that are not stored queue nothing`, async (t) => {
    const store = await openWith(open, t, newWebhook());
    await assert.rejects(store.insertRecords([pullRecord({ id: 'a' }), { ...pullRecord({ id: 'b' }), registry: null } as never]));
    assert.deepEqual(await due(store), []);
  });

  test(`${name}: an act is queued as the log has it, for those that asked for it`, async (t) => {
    const store = await openWith(open, t, newWebhook(), newWebhook({ id: 'w-2', events: ['org.settings.update'] }), newWebhook({ id: 'w-3', events: ['denial', 'org.member.add'] }));
    await store.recordAct(anAct({ action: 'org.member.add', organization: 'acme', name: 'moby' }));
    await store.recordAct(anAct({ action: 'org.member.add', organization: null }));
    const deliveries = await drain(store);
    assert.deepEqual(deliveries.map(({ webhook }) => webhook.id).toSorted(), ['w-1', 'w-3']);
    const [logged] = await store.listActivity('acme', {}, { order: 'newest-first', limit: 1 });
    for (const delivery of deliveries) assert.deepEqual(contentOf(delivery), { kind: 'activity', entries: [JSON.parse(logged!.line)] });
  });

  test(`${name}: a flood of denials is queued up to a bound, and the delivery after it tells how many are missing`, async (t) => {
    const store = await openWith(open, t, newWebhook());
    for (let alone = 0; alone < 198; alone += 1) await store.insertRecords([pullRecord({ id: `alone-${alone}` })]);
    // Three deliveries, of which two have room.
    await store.insertRecords(Array.from({ length: 300 }, (_, n) => pullRecord({ id: `together-${n}` })));
    const flooded = await store.findWebhook('acme', 'w-1');
    assert.deepEqual([flooded?.waiting, flooded?.dropped], [200, 100]);
    // Acts still have room.
    await store.recordAct(anAct({ organization: 'acme' }));
    const deliveries = await drain(store);
    assert.equal(deliveries.flatMap(idsOf).length, 198 + 200);
    assert.deepEqual(deliveries.filter(({ dropped }) => dropped > 0).map(({ kind, dropped }) => [kind, dropped]), [['activity', 100]]);
    assert.equal((await store.findWebhook('acme', 'w-1'))?.dropped, 0);
  });

  test(`${name}: a webhook that is switched off is queued nothing`, async (t) => {
    const store = await openWith(open, t, newWebhook());
    await store.changeWebhook({ organization: 'acme', id: 'w-1', atMs, isActive: false }, anAct());
    await store.insertRecords([pullRecord({ id: 'a' })]);
    assert.equal((await store.findWebhook('acme', 'w-1'))?.waiting, 0);
  });
}

function testWorkingOff({ name, open }: Adapter): void {
  test(`${name}: each webhook is given one delivery at a time, the one that is due longest, and none before its time`, async (t) => {
    const store = await openWith(open, t, newWebhook(), newWebhook({ id: 'w-2' }));
    await store.insertRecords([pullRecord({ id: 'new', timeMs: atMs + 5 })]);
    await store.insertRecords([pullRecord({ id: 'old', timeMs: atMs })]);
    const first = await due(store);
    assert.deepEqual(first.map((delivery) => [delivery.webhook.id, ...idsOf(delivery)]).toSorted(), [['w-1', 'old'], ['w-2', 'old']]);
    assert.deepEqual((await due(store, ['w-1'])).map(({ webhook }) => webhook.id), ['w-2']);
    assert.deepEqual(await store.dueDeliveries({ nowMs: atMs - 1, busy: [], limit: 9 }), []);
  });

  test(`${name}: what came of an attempt is in the log; what failed waits for its next try, or is over`, async (t) => {
    const store = await openWith(open, t, newWebhook());
    await store.insertRecords([pullRecord({ id: 'a' })]);
    const [delivery] = await due(store);
    await store.finishAttempt(attemptOf(delivery!, { status: 500, problem: 'answered 500', response: 'no', nextTryAtMs: atMs + 100 }), 9);
    const place = { organization: 'acme', webhookId: 'w-1', id: delivery!.id };
    const waiting = (await store.findDelivery(place))?.delivery;
    assert.deepEqual([waiting?.state, waiting?.attempts, waiting?.nextTryAtMs, waiting?.status, waiting?.problem, waiting?.response, waiting?.lastTryAtMs, waiting?.durationMs], ['waiting', 1, atMs + 100, 500, 'answered 500', 'no', atMs + 50, 7]);
    assert.equal((await store.findWebhook('acme', 'w-1'))?.failingSinceMs, atMs + 50);
    assert.deepEqual(await store.dueDeliveries({ nowMs: atMs + 99, busy: [], limit: 9 }), []);
    assert.equal(await store.replayDelivery({ ...place, atMs }, anAct()), 'waiting');
    await store.finishAttempt(attemptOf(delivery!, { atMs: atMs + 60, status: null, problem: 'refused the connection', response: null }), 9);
    assert.equal((await store.findDelivery(place))?.delivery.state, 'failed');
    assert.equal(await store.replayDelivery({ ...place, organization: 'globex', atMs }, anAct()), 'missing');
    assert.equal(await store.replayDelivery({ ...place, atMs: atMs + 70 }, anAct({ organization: null })), 'queued');
    const [again] = await due(store);
    assert.deepEqual([again?.id, again?.attempts, again?.queuedAtMs, again?.webhook.failingSinceMs], [delivery!.id, 2, atMs + 70, atMs + 50]);
    await store.finishAttempt(attemptOf(again!), 9);
    assert.equal((await store.findWebhook('acme', 'w-1'))?.failingSinceMs, null);
    assert.deepEqual((await store.listDeliveries({ organization: 'acme', webhookId: 'w-1' }, { limit: 9, offset: 0, state: 'delivered' })).deliveries.map(({ id, attempts }) => [id, attempts]), [[delivery!.id, 3]]);
    assert.equal((await store.listDeliveries({ organization: 'globex', webhookId: 'w-1' }, { limit: 9, offset: 0 })).total, 0);
  });

  test(`${name}: switching off ends what waits, once, and switching on begins anew`, async (t) => {
    const store = await openWith(open, t, newWebhook());
    await store.insertRecords([pullRecord({ id: 'a' })]);
    const off = { organization: 'acme', id: 'w-1', atMs: atMs + 9 };
    assert.equal(await store.switchOff(off, anAct()), true);
    assert.equal(await store.switchOff(off, anAct()), false);
    const webhook = await store.findWebhook('acme', 'w-1');
    assert.deepEqual([webhook?.isActive, webhook?.switchedOffAtMs, webhook?.waiting], [false, atMs + 9, 0]);
    await store.changeWebhook({ organization: 'acme', id: 'w-1', atMs, isActive: true }, anAct({ organization: null }));
    const on = await store.findWebhook('acme', 'w-1');
    assert.deepEqual([on?.isActive, on?.switchedOffAtMs, on?.failingSinceMs], [true, null, null]);
    assert.deepEqual(await due(store), []);
  });

  test(`${name}: the log keeps so many, and so long; what waits stays, and removing the webhook removes all`, async (t) => {
    const store = await openWith(open, t, newWebhook());
    for (let n = 0; n < 5; n += 1) await store.insertRecords([pullRecord({ id: `r${n}`, timeMs: atMs + n })]);
    for (let n = 0; n < 4; n += 1) await store.finishAttempt(attemptOf((await due(store))[0]!), 2);
    const webhook = { organization: 'acme', webhookId: 'w-1' };
    const states = async () => (await store.listDeliveries(webhook, { limit: 9, offset: 0 })).deliveries.map(({ state }) => state);
    assert.deepEqual(await states(), ['waiting', 'delivered', 'delivered']);
    assert.equal(await store.removeDeliveriesBefore(atMs + 50), 0);
    assert.equal(await store.removeDeliveriesBefore(atMs + 51), 2);
    assert.deepEqual(await states(), ['waiting']);
    assert.equal(await store.removeWebhook({ organization: 'acme', id: 'w-1' }, anAct()), 'removed');
    assert.deepEqual([await due(store), await states()], [[], []]);
  });
}

export function testWebhookStore(adapter: Adapter): void {
  testKeeping(adapter);
  testQueueing(adapter);
  testWorkingOff(adapter);
}
