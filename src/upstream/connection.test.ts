// Which certificates are trusted, and that nothing secret goes from https to http.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { startRegistryPeer } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { UpstreamError } from './error.ts';
import type { UpstreamRegistry, UpstreamTags } from './upstream-registry.ts';
import { createUpstreams } from './upstreams.ts';

const skip = spawnSync('openssl', ['version']).error === undefined ? false : 'openssl makes the certificates: apt-get install openssl';
const credential = { username: 'gateway', password: 'secret' };
const times = { connectTimeoutMs: 1000, responseTimeoutMs: 1000, idleTimeoutMs: 1000 };
const credentials = { findUpstreamCredential: () => Promise.resolve(undefined) };
const log = { debug: () => undefined, warn: () => undefined };

/** An https server on 127.0.0.1 that answers every request with the status and headers; `requests` counts them. */
async function startTlsPeer(t: TestContext, status: number, headers: Readonly<Record<string, string>>): Promise<{ readonly address: string; readonly ca: string; requests(): number }> {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-upstream-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const what = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=peer', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...what, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  let requests = 0;
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
    requests += 1;
    response.writeHead(status, headers).end('{"tags":["1"]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { address: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, ca: readFileSync(cert, 'utf8'), requests: () => requests };
}

const ask = (upstream: UpstreamRegistry): Promise<UpstreamTags> => upstream.tags({ repository: 'a', as: 'gateway', signal: new AbortController().signal });

test('an upstream’s certificate is trusted with its CA, and not without', { skip }, async (t) => {
  const peer = await startTlsPeer(t, 200, {});
  assert.deepEqual((await ask(upstreamOf(t, peer.address, { ca: peer.ca }))).body.tags, ['1']);
  await assert.rejects(
    ask(upstreamOf(t, peer.address)),
    (error) => error instanceof UpstreamError && error.kind === 'unavailable' && /cannot be reached: its certificate or TLS was not accepted, DEPTH_ZERO_SELF_SIGNED_CERT/.test(error.message),
  );
  assert.equal(peer.requests(), 1);
});

test('an https upstream cannot send the credential to a token service on http', { skip }, async (t) => {
  const eavesdropper = await startRegistryPeer((_, response) => void response.end('{"token":"x"}'));
  t.after(() => eavesdropper.close());
  const peer = await startTlsPeer(t, 401, { 'www-authenticate': `Bearer realm="${eavesdropper.address}/token",service="s"` });
  await assert.rejects(ask(upstreamOf(t, peer.address, { ca: peer.ca, credential })), /names a token service that cannot be trusted with a credential/);
  assert.equal(eavesdropper.seen.length, 0);
});

test('an https upstream cannot redirect to http', { skip }, async (t) => {
  const eavesdropper = await startRegistryPeer((_, response) => void response.end('{"tags":[]}'));
  t.after(() => eavesdropper.close());
  const peer = await startTlsPeer(t, 307, { location: `${eavesdropper.address}/x` });
  await assert.rejects(ask(upstreamOf(t, peer.address, { ca: peer.ca })), /redirects from https to http/);
  assert.equal(eavesdropper.seen.length, 0);
});

test('an upstream on http may stand below a path', async (t) => {
  const peer = await startRegistryPeer((_, response) => void response.end('{"tags":["1"]}'));
  t.after(() => peer.close());
  for (const address of [`${peer.address}/mirror`, `${peer.address}/mirror/`]) await ask(upstreamOf(t, address));
  assert.deepEqual(peer.seen.map(({ path }) => path), ['/mirror/v2/a/tags/list', '/mirror/v2/a/tags/list']);
});

test('only the configured registries exist', (t) => {
  const upstreams = createUpstreams({ registries: [{ registry: 'ghcr.io', address: 'https://ghcr.io', ...times }], credentials, log, now: Date.now });
  t.after(() => upstreams.close());
  assert.deepEqual([upstreams.has('ghcr.io'), upstreams.has('docker.io'), upstreams.get('docker.io')], [true, false, undefined]);
});

for (const [name, addresses, message] of [
  ['no address', ['ghcr.io'], /address of upstream r0 must start with http/],
  ['another scheme', ['ftp://user:secret@ghcr.io'], /^Error: address of upstream r0 must start with http:\/\/ or https:\/\/$/],
  ['a password in it', ['https://user:secret@ghcr.io'], /^Error: address of upstream r0 holds more than scheme, host and path$/],
] as const) {
  test(`an address with ${name} is refused at the start, without showing it`, () => {
    assert.throws(() => createUpstreams({ registries: addresses.map((address, n) => ({ registry: `r${n}`, address, ...times })), credentials, log, now: Date.now }), message);
  });
}

test('a registry that is configured twice is refused at the start', () => {
  const config = { registry: 'ghcr.io', address: 'https://ghcr.io', ...times };
  assert.throws(() => createUpstreams({ registries: [config, config], credentials, log, now: Date.now }), /upstream ghcr\.io is configured twice/);
});
