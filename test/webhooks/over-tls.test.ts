// A receiver with a certificate of an authority of one's own, told by a real server: trusted when it is named, refused otherwise; and a secret that changes, as the receiver sees it.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { Delivery, Webhook } from '../../src/contract/webhooks.ts';
import { signInAtAdmin } from '../clients/admin-client.ts';
import type { AdminClient } from '../clients/admin-client.ts';
import { requireTools } from '../clients/tool.ts';
import { organization, owner, startGateway } from '../gateway-process.ts';
import { mustRun } from '../upstream/command.ts';
import { verifyInNode } from './printed-verifiers.ts';
import { isSigned, startReceiver, waitFor } from './receiver.ts';
import type { Received } from './receiver.ts';

const webhooks = `/v2/orgs/${organization}/webhooks`;
const keyOptions = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];

interface KeyPair {
  readonly keyFile: string;
  readonly certificateFile: string;
}

async function makeAuthority(folder: string, name: string): Promise<KeyPair> {
  const pair = { keyFile: join(folder, `${name}.key`), certificateFile: join(folder, `${name}.crt`) };
  await mustRun('openssl', [...keyOptions, '-subj', `/CN=${name}`, '-keyout', pair.keyFile, '-out', pair.certificateFile]);
  return pair;
}

/** `host` as openssl has it: `IP:127.0.0.1`, `DNS:hooks.example.com`. */
async function makeCertificate(folder: string, authority: KeyPair, host: string): Promise<{ readonly key: string; readonly cert: string }> {
  const keyFile = join(folder, 'leaf.key');
  const requestFile = join(folder, 'leaf.csr');
  const certificateFile = join(folder, 'leaf.crt');
  await mustRun('openssl', ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=hooks', '-addext', `subjectAltName=${host}`, '-keyout', keyFile, '-out', requestFile]);
  await mustRun('openssl', ['x509', '-req', '-in', requestFile, '-copy_extensions', 'copy', '-CA', authority.certificateFile, '-CAkey', authority.keyFile, '-days', '1', '-out', certificateFile]);
  return { key: await readFile(keyFile, 'utf8'), cert: await readFile(certificateFile, 'utf8') };
}

async function sendTest(admin: AdminClient, id: string): Promise<Delivery> {
  const queued = (await admin.ask('POST', `${webhooks}/${id}/test`)) as Delivery;
  let found = queued;
  await waitFor(async () => {
    found = (await admin.ask('GET', `${webhooks}/${id}/deliveries/${queued.id}`)) as Delivery;
    return found.state !== 'waiting';
  }, 'the end of a test');
  return found;
}

const signaturesIn = ({ headers }: Received) => String(headers['pullgate-signature']).match(/v1=/g)?.length;

test('a receiver of an authority in webhooks.ca_file is told over TLS, any other is refused and the log says why; while a secret changes both sign', { skip: requireTools('openssl'), timeout: 180_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-hooks-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [ours, theirs] = [await makeAuthority(folder, 'ours'), await makeAuthority(folder, 'theirs')];
  const gateway = await startGateway({ upstreams: { 'docker.io': 'http://127.0.0.1:9' }, env: { PULLGATE_WEBHOOKS_ALLOW_NETWORKS: '127.0.0.1', PULLGATE_WEBHOOKS_CA_FILE: ours.certificateFile } });
  t.after(() => gateway.remove());
  const admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
  const make = async (url: string) => (await admin.ask('POST', webhooks, { url, events: ['denial'] })) as Webhook & { readonly secret: string };

  const good = await startReceiver(t, undefined, await makeCertificate(folder, ours, 'IP:127.0.0.1'));
  const { id, secret } = await make(good.url);
  const delivered = await sendTest(admin, id);
  assert.deepEqual([delivered.state, delivered.status, delivered.problem], ['delivered', 200, null]);
  const [first] = await good.until(1);
  assert.ok(await verifyInNode({ header: String(first!.headers['pullgate-signature']), secret, body: first!.text }));
  assert.equal(signaturesIn(first!), 1);

  const { secret: next } = (await admin.ask('PATCH', `${webhooks}/${id}`, { rotate_secret: true })) as { readonly secret: string };
  assert.notEqual(next, secret);
  await sendTest(admin, id);
  const second = (await good.until(2))[1]!;
  assert.deepEqual([signaturesIn(second), isSigned(second, secret), isSigned(second, next)], [2, true, true]);

  for (const [authority, host, problem] of [
    [theirs, 'IP:127.0.0.1', 'has a certificate of an unknown authority'],
    [ours, 'DNS:hooks.example.com', 'has a certificate for another host'],
  ] as const) {
    const wrong = await startReceiver(t, undefined, await makeCertificate(folder, authority, host));
    const refused = await sendTest(admin, (await make(wrong.url)).id);
    assert.deepEqual([refused.state, refused.status, refused.problem], ['failed', null, problem]);
    assert.deepEqual(wrong.received, [], 'nothing is told before the certificate is trusted');
  }
});
