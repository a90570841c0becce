// Signing in at an upstream: tokens, their reuse and their end, and whom a credential reaches.
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { sendJson, sha256, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import type { RegistryPeer, SeenRequest } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { UpstreamError } from './error.ts';
import type { UpstreamErrorKind } from './error.ts';
import type { UpstreamIdentity, UpstreamManifest, UpstreamRegistry } from './upstream-registry.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const manifest = JSON.stringify({ schemaVersion: 2, mediaType: manifestType, config: { mediaType: 'a/b', digest: sha256('c'), size: 1 }, layers: [] });
const sendManifest = (response: ServerResponse): void => void response.writeHead(200, { 'content-type': manifestType, 'docker-content-digest': sha256(manifest) }).end(manifest);
const credential = { username: 'gateway', password: 'påss:word' };
const basic = `Basic ${Buffer.from('gateway:påss:word').toString('base64')}`;

const pull = (upstream: UpstreamRegistry, as: UpstreamIdentity = 'gateway', repository = 'a/b', signal = new AbortController().signal): Promise<UpstreamManifest> =>
  upstream.manifest({ method: 'GET', repository, reference: { kind: 'tag', tag: 'latest' }, accept: [manifestType], as, signal });

const fails = (kind: UpstreamErrorKind, message: RegExp) => (error: unknown): boolean => {
  assert.ok(error instanceof UpstreamError, String(error));
  assert.equal(error.kind, kind);
  assert.match(error.message, message);
  assert.doesNotMatch(JSON.stringify(error) + error.message, /påss|tok-/);
  return true;
};

interface TokenRegistry extends RegistryPeer {
  /** Requests to the token service. */
  tokenRequests(): readonly SeenRequest[];
}

interface TokenBehaviour {
  /** The answer for the nth token, from 1. */
  readonly token?: (n: number, response: ServerResponse) => void | Promise<void>;
  /** Whether the registry takes a token. */
  readonly accepts?: (token: string) => boolean;
  readonly realm?: (address: string) => string;
}

/** A registry with a token service of its own, whose tokens are tok-1, tok-2, ... */
async function startTokenRegistry(t: TestContext, { token, accepts = () => true, realm = (address) => `${address}/token` }: TokenBehaviour = {}): Promise<TokenRegistry> {
  let issued = 0;
  const peer = await startRegistryPeer(async (request, response) => {
    if (request.path === '/token') {
      issued += 1;
      await (token ?? ((n, to) => sendJson(to, 200, { token: `tok-${n}`, expires_in: 300 })))(issued, response);
      return;
    }
    const given = /^Bearer (.+)$/.exec(request.authorization ?? '')?.[1];
    if (given !== undefined && accepts(given)) {
      sendManifest(response);
      return;
    }
    const repository = /^\/v2\/(.+)\/manifests\//.exec(request.path)?.[1] ?? '';
    sendJson(response, 401, { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] }, {
      'www-authenticate': `Bearer realm="${realm(peer.address)}",service="peer",scope="repository:${repository}:pull"`,
    });
  });
  t.after(() => peer.close());
  return { ...peer, tokenRequests: () => peer.seen.filter(({ path }) => path === '/token') };
}

test('a Bearer challenge is answered with a token for service and scope, and the token is used again', async (t) => {
  const registry = await startTokenRegistry(t);
  const upstream = upstreamOf(t, registry.address);
  assert.equal((await pull(upstream)).digest, sha256(manifest));
  await pull(upstream);
  assert.deepEqual(registry.tokenRequests().map(({ query }) => query.toString()), ['service=peer&scope=repository%3Aa%2Fb%3Apull']);
  assert.deepEqual(registry.seen.map(({ path, authorization }) => [path, authorization]), [
    ['/v2/a/b/manifests/latest', undefined],
    ['/token', undefined],
    ['/v2/a/b/manifests/latest', 'Bearer tok-1'],
    ['/v2/a/b/manifests/latest', 'Bearer tok-1'],
  ]);
});

test('the credential goes to the token service alone, and only when the gateway asks as itself', async (t) => {
  const registry = await startTokenRegistry(t);
  const upstream = upstreamOf(t, registry.address, { credential });
  await pull(upstream, 'anonymous');
  await pull(upstream, 'gateway');
  assert.deepEqual(registry.tokenRequests().map(({ authorization, query }) => [authorization, query.get('account')]), [[undefined, null], [basic, 'gateway']]);
  assert.ok(registry.seen.every(({ path, authorization }) => path === '/token' || authorization !== basic));
});

test('a stored credential goes before the configured one, and a changed one gets a token of its own', async (t) => {
  const registry = await startTokenRegistry(t);
  let stored: typeof credential | undefined = { username: 'stored', password: 'one' };
  const upstream = upstreamOf(t, registry.address, { credential, stored: () => stored });
  await pull(upstream);
  await pull(upstream);
  stored = { username: 'stored', password: 'two' };
  await pull(upstream);
  stored = undefined;
  await pull(upstream);
  assert.deepEqual(registry.tokenRequests().map(({ query }) => query.get('account')), ['stored', 'stored', 'gateway']);
  assert.equal(await upstream.hasCredential(), true);
  assert.equal(await upstreamOf(t, registry.address).hasCredential(), false);
});

test('without a credential the gateway asks as the anonymous', async (t) => {
  const registry = await startTokenRegistry(t);
  const upstream = upstreamOf(t, registry.address);
  await pull(upstream, 'gateway');
  await pull(upstream, 'anonymous');
  assert.deepEqual(registry.tokenRequests().map(({ authorization }) => authorization), [undefined]);
});

test('each repository has a token of its own', async (t) => {
  const registry = await startTokenRegistry(t);
  const upstream = upstreamOf(t, registry.address);
  await Promise.all([pull(upstream, 'gateway', 'a/b'), pull(upstream, 'gateway', 'c')]);
  assert.deepEqual(registry.tokenRequests().map(({ query }) => query.get('scope')).sort(), ['repository:a/b:pull', 'repository:c:pull']);
});

test('many requests at once ask for one token', async (t) => {
  const registry = await startTokenRegistry(t, {
    token: async (n, response) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      sendJson(response, 200, { token: `tok-${n}` });
    },
  });
  const upstream = upstreamOf(t, registry.address);
  await Promise.all(Array.from({ length: 20 }, () => pull(upstream)));
  assert.equal(registry.tokenRequests().length, 1);
});

test('one request that is aborted does not take the token from the others', async (t) => {
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const { promise: asked, resolve: isAsked } = Promise.withResolvers<undefined>();
  const registry = await startTokenRegistry(t, {
    token: async (n, response) => {
      isAsked(undefined);
      await released;
      sendJson(response, 200, { token: `tok-${n}` });
    },
  });
  const upstream = upstreamOf(t, registry.address);
  const abort = new AbortController();
  const gone = pull(upstream, 'gateway', 'a/b', abort.signal);
  await asked;
  const stays = pull(upstream);
  while (registry.seen.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  abort.abort(new Error('client went away'));
  await assert.rejects(gone, /client went away/);
  release(undefined);
  assert.equal((await stays).digest, sha256(manifest));
});

const lifetimes: readonly (readonly [string, object, number, number])[] = [
  ['expires_in 300: used for 289 s', { expires_in: 300 }, 289_000, 1],
  ['expires_in 300: not used in its last 10 s', { expires_in: 300 }, 291_000, 2],
  ['no expires_in counts as 60 s: used for 49 s', {}, 49_000, 1],
  ['no expires_in counts as 60 s: not used after 51 s', {}, 51_000, 2],
  ['expires_in 4: used for half of it', { expires_in: 4 }, 1900, 1],
  ['expires_in 4: not used after', { expires_in: 4 }, 2100, 2],
  ['an absurd expires_in counts as an hour', { expires_in: 1e12 }, 3_600_000, 2],
];

for (const [name, body, laterMs, tokens] of lifetimes) {
  test(`a token is reused until shortly before it expires: ${name}`, async (t) => {
    const registry = await startTokenRegistry(t, { token: (n, response) => sendJson(response, 200, { access_token: `tok-${n}`, ...body }) });
    let nowMs = 1_000_000;
    const upstream = upstreamOf(t, registry.address, { now: () => nowMs });
    await pull(upstream);
    nowMs += laterMs;
    await pull(upstream);
    assert.equal(registry.tokenRequests().length, tokens);
  });
}

test('a reused token that upstream no longer takes is replaced once', async (t) => {
  let revoked = '';
  const registry = await startTokenRegistry(t, { accepts: (token) => token !== revoked });
  const upstream = upstreamOf(t, registry.address);
  await pull(upstream);
  revoked = 'tok-1';
  await pull(upstream);
  assert.equal(registry.seen.at(-1)?.authorization, 'Bearer tok-2');
  assert.equal(registry.tokenRequests().length, 2);
});

test('a 401 with a fresh token is a refusal, in upstream’s words', async (t) => {
  const registry = await startTokenRegistry(t, { accepts: () => false });
  const upstream = upstreamOf(t, registry.address);
  await assert.rejects(pull(upstream), fails('refused', /^upstream registry docker\.io refuses access to a\/b:latest \(HTTP 401\): authentication required$/));
  assert.equal(registry.tokenRequests().length, 1);
  await assert.rejects(pull(upstream), fails('refused', /authentication required/));
  assert.equal(registry.tokenRequests().length, 2, 'the refused token is not kept');
});

const tokenFailures: readonly (readonly [string, (response: ServerResponse) => void, UpstreamErrorKind, RegExp])[] = [
  ['refuses', (to) => sendJson(to, 401, { details: 'incorrect username or password' }), 'refused', /refuses access to its token service at 127\.0\.0\.1:\d+ \(HTTP 401\): incorrect username or password$/],
  ['limits', (to) => sendJson(to, 429, {}, { 'retry-after': '7' }), 'rate-limited', /try again in 7 s/],
  ['fails', (to) => sendJson(to, 500, {}), 'bad-response', /HTTP 500/],
  ['redirects', (to) => void to.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), 'bad-response', /HTTP 302/],
  ['sends HTML', (to) => void to.writeHead(200).end('<html>'), 'bad-response', /answer is not JSON/],
  ['sends a list', (to) => sendJson(to, 200, []), 'bad-response', /no usable token/],
  ['sends null', (to) => sendJson(to, 200, null), 'bad-response', /not a JSON object/],
  ['sends no token', (to) => sendJson(to, 200, { token: '' }), 'bad-response', /no usable token/],
  ['sends a token that would leave its header', (to) => sendJson(to, 200, { token: 'tok-1\r\nx: y' }), 'bad-response', /no usable token/],
  ['sends without end', (to) => void to.writeHead(200).end(`{"token":"${'x'.repeat(70_000)}"}`), 'bad-response', /token answer over 64 KiB/],
];

for (const [name, token, kind, message] of tokenFailures) {
  test(`a token service that ${name} is ${kind}`, async (t) => {
    const registry = await startTokenRegistry(t, { token: (_, response) => token(response) });
    await assert.rejects(pull(upstreamOf(t, registry.address, { credential })), fails(kind, message));
  });
}

test('a realm that is no place for a credential is never contacted', async (t) => {
  for (const realm of ['ftp://127.0.0.1/token', 'not an address', '', 'file:///etc/passwd', 'http://user:password@127.0.0.1/token']) {
    const registry = await startTokenRegistry(t, { realm: () => realm });
    await assert.rejects(pull(upstreamOf(t, registry.address, { credential })), fails('bad-response', /names a token service that cannot be trusted/));
    assert.equal(registry.seen.length, 1);
  }
});

test('a Basic challenge is answered with the credential, and remembered', async (t) => {
  const peer = await startRegistryPeer((request, response) => {
    if (request.authorization === basic) sendManifest(response);
    else sendJson(response, 401, {}, { 'www-authenticate': 'Basic realm="peer"' });
  });
  t.after(() => peer.close());
  const upstream = upstreamOf(t, peer.address, { credential });
  await pull(upstream);
  await pull(upstream);
  assert.deepEqual(peer.seen.map(({ authorization }) => authorization), [undefined, basic, basic]);
  await assert.rejects(pull(upstream, 'anonymous'), fails('refused', /HTTP 401/));
  await assert.rejects(pull(upstreamOf(t, peer.address, { credential: { username: 'gateway', password: 'wrong' } })), fails('refused', /HTTP 401/));
});

test('a 401 without a challenge is a refusal', async (t) => {
  const peer = await startRegistryPeer((_, response) => sendJson(response, 401, {}));
  t.after(() => peer.close());
  await assert.rejects(pull(upstreamOf(t, peer.address, { credential })), fails('refused', /HTTP 401/));
  assert.equal(peer.seen.length, 1);
});
