// The gateway is killed between a denial and its delivery: the next process delivers every one.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { Webhook } from '../../src/contract/webhooks.ts';
import { signInAtAdmin } from '../clients/admin-client.ts';
import { organization, owner, startGateway } from '../gateway-process.ts';
import { isSigned, startReceiver, waitFor } from './receiver.ts';

const denials = 30;

test('killed between queueing and delivery, it loses none', { timeout: 180_000 }, async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'pullgate-data-'));
  const closers = new AsyncDisposableStack();
  t.after(() => closers.disposeAsync());
  closers.defer(() => rm(data, { recursive: true, force: true })); // last: a gateway writes there
  const env = { PULLGATE_WEBHOOKS_ALLOW_NETWORKS: '127.0.0.0/8' };
  const upstreams = { 'docker.io': 'http://127.0.0.1:9' }; // what is denied is not asked for
  const gateway = await startGateway({ upstreams, data, env });
  closers.defer(() => gateway.kill());
  const member = gateway.member ?? assert.fail('no member was printed');
  const admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
  await admin.changeSettings({ enabled: true, allow_community_images: false });

  let isUp = false;
  const receiver = await startReceiver(t, (response) => response.writeHead(isUp ? 200 : 503).end());
  const { id, secret } = (await admin.ask('POST', `/v2/orgs/${organization}/webhooks`, { url: receiver.url, events: ['denial', 'activity'] })) as Webhook & { readonly secret: string };

  const { token } = (await (await fetch(`${gateway.address}/token?service=pullgate`, { headers: { authorization: `Basic ${btoa(`${member.username}:${member.secret}`)}` } })).json()) as { token: string };
  const refuse = async (requestId: string): Promise<void> => {
    const answer = await fetch(`${gateway.address}/v2/someuser/custom-image/manifests/latest`, { headers: { authorization: `Bearer ${token}`, 'x-request-id': requestId } });
    assert.equal(answer.status, 401, await answer.text());
  };
  for (let n = 0; n < denials / 2; n += 1) await refuse(`early-${n}`);
  await receiver.until(1); // the queue has some
  for (let n = 0; n < denials / 2; n += 1) await refuse(`late-${n}`);
  await admin.ask('PATCH', `/v2/orgs/${organization}/webhooks/${id}`, { description: 'an act just before' });
  await gateway.kill(); // the journal has the last ones, and the store not yet

  isUp = true;
  const wanted = [...Array.from({ length: denials / 2 }, (_, n) => [`early-${n}`, `late-${n}`])].flat();
  const next = await startGateway({ upstreams, data, env });
  closers.defer(async () => {
    await next.stop();
  });
  const delivered = () => receiver.received.flatMap(({ payload }) => payload.events);
  await waitFor(() => wanted.every((requestId) => delivered().some((event) => event['request_id'] === requestId)), 'every denial');
  await waitFor(() => delivered().some(({ action }) => action === 'org.webhook.update'), 'the act');
  assert.ok(receiver.received.every((received) => isSigned(received, secret)));
});
