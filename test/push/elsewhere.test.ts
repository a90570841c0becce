// Upstreams that take bytes at another host, and that list what refers to an image: a registry of the test's own.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { organization, owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess } from '../gateway-process.ts';
import { signInAtAdmin } from '../clients/admin-client.ts';
import { sendJson, startRegistryPeer } from '../peers/registry-peer.ts';
import type { Answering, RegistryPeer } from '../peers/registry-peer.ts';

const credentials = { username: 'robot', password: 'password-of-the-robot' } as const;
const digestOf = (bytes: Buffer | string): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

async function startPeer(t: TestContext, answer: Answering): Promise<RegistryPeer> {
  const peer = await startRegistryPeer(answer);
  t.after(() => peer.close());
  return peer;
}

/** A registry that asks to be signed in to; `answer` is for who is. */
function startRegistry(t: TestContext, answer: Answering): Promise<RegistryPeer> {
  return startPeer(t, (request, response) => {
    if (request.authorization === undefined) {
      sendJson(response, 401, { errors: [{ code: 'UNAUTHORIZED', message: 'sign in' }] }, { 'www-authenticate': 'Basic realm="peer"' });
      return undefined;
    }
    return answer(request, response);
  });
}

interface Reached {
  readonly gateway: GatewayProcess;
  readonly ask: (method: string, path: string, body?: { readonly bytes: Buffer; readonly type: string }) => Promise<Response>;
}

async function startInFrontOf(t: TestContext, registry: RegistryPeer): Promise<Reached> {
  const gateway = await startGateway({ upstreams: { 'docker.io': registry.address } });
  t.after(() => gateway.remove());
  const admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
  await admin.ask('PUT', '/v2/upstreams/docker.io/credentials', credentials);
  const granted = await fetch(`${gateway.address}/token?service=pullgate`, { headers: { authorization: `Basic ${btoa(`${owner.username}:${owner.secret}`)}` } });
  const { token } = (await granted.json()) as { token: string };
  const ask: Reached['ask'] = (method, path, body) =>
    fetch(new URL(path, gateway.address), {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': body.type }) },
      ...(body === undefined ? {} : { body: new Uint8Array(body.bytes) }),
    });
  return { gateway, ask };
}

test('an upload that goes on at another host is sent there without the credentials, and the client sees the gateway alone', async (t) => {
  const got: Buffer[] = [];
  const storage = await startPeer(t, async ({ method }, response) => {
    got.push(await buffer(response.req));
    if (method === 'PATCH') response.writeHead(202, { location: '/bucket/next?sig=2', range: '0-4' }).end();
    else response.writeHead(201).end();
  });
  const registry = await startRegistry(t, (_request, response) => void response.writeHead(202, { location: `${storage.address}/bucket/key?sig=a%2Fb` }).end());
  const { gateway, ask } = await startInFrontOf(t, registry);

  const started = await ask('POST', '/v2/acme/app/blobs/uploads/');
  assert.equal(started.status, 202, await started.text());
  const first = started.headers.get('location') ?? '';
  assert.match(first, /^\/v2\/acme\/app\/blobs\/uploads\/[A-Za-z0-9_-]+$/);
  const patched = await ask('PATCH', first, { bytes: Buffer.from('hello'), type: 'application/octet-stream' });
  assert.equal(patched.status, 202, await patched.text());
  const digest = digestOf('hello world');
  const put = await ask('PUT', `${patched.headers.get('location') ?? ''}?digest=${digest}`, { bytes: Buffer.from(' world'), type: 'application/octet-stream' });
  assert.equal(put.status, 201, await put.text());

  assert.equal(Buffer.concat(got).toString(), 'hello world');
  assert.deepEqual(
    storage.seen.map(({ method, path, query, authorization }) => [method, path, [...query], authorization]),
    [
      ['PATCH', '/bucket/key', [['sig', 'a/b']], undefined],
      ['PUT', '/bucket/next', [['sig', '2'], ['digest', digest]], undefined],
    ],
  );
  assert.equal(registry.seen.at(-1)?.authorization, `Basic ${btoa(`${credentials.username}:${credentials.password}`)}`);
  assert.doesNotMatch(gateway.output(), /password-of-the-robot|sig=/);
});

test('an artifact with a subject is told to be listed where upstream has listed it', async (t) => {
  const subject = digestOf('the image');
  const stored: Buffer[] = [];
  const registry = await startRegistry(t, async ({ method, path }, response) => {
    if (method !== 'PUT') return void response.writeHead(404).end();
    stored.push(await buffer(response.req));
    response.writeHead(201, path.endsWith('plain') ? {} : { 'oci-subject': subject }).end();
  });
  const { ask } = await startInFrontOf(t, registry);
  const type = 'application/vnd.oci.image.manifest.v1+json';
  const empty = { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestOf('{}'), size: 2 };
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: type, artifactType: 'application/spdx+json', config: empty, layers: [empty], subject: { mediaType: type, digest: subject, size: 9 } }));
  const listed = await ask('PUT', `/v2/acme/app/manifests/${digestOf(bytes)}`, { bytes, type });
  assert.equal(listed.status, 201, await listed.text());
  assert.deepEqual([listed.headers.get('oci-subject'), listed.headers.get('docker-content-digest')], [subject, digestOf(bytes)]);
  assert.ok(stored[0]?.equals(bytes));
  // The client keeps the list itself (the spec's fallback tag) unless it is told otherwise.
  const unlisted = await ask('PUT', '/v2/acme/app/manifests/plain', { bytes, type });
  assert.deepEqual([unlisted.status, unlisted.headers.get('oci-subject')], [201, null]);
});
