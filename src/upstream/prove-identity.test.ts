// A name and a secret are right when upstream says so, and when its word is worth something.
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { sendJson, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import type { RegistryPeer, SeenRequest } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import type { IdentityAnswer, UpstreamRegistry } from './upstream-registry.ts';

const right = `Basic ${btoa('jane:janes-secret')}`;
const never = new AbortController().signal;
const prove = (upstream: UpstreamRegistry, password = 'janes-secret', scopes: readonly string[] = []): Promise<IdentityAnswer> => upstream.proveIdentity({ username: 'jane', password, scopes, signal: never });

type Answering = (request: SeenRequest, response: ServerResponse) => void;

const wrong = (response: ServerResponse): void => sendJson(response, 401, { details: 'incorrect username or password' });
const honest: Answering = ({ authorization }, response) => {
  if (authorization === right) sendJson(response, 200, { token: 'tok', expires_in: 3600 });
  else wrong(response);
};

/** A registry whose token service answers as told; the challenge of its own address names it. */
async function startPeer(t: TestContext, token: Answering, ping?: Answering): Promise<RegistryPeer> {
  const peer = await startRegistryPeer((request, response) => {
    if (request.path === '/token') token(request, response);
    else if (ping !== undefined) ping(request, response);
    else sendJson(response, 401, {}, { 'www-authenticate': `Bearer realm="${peer.address}/token",service="peer"` });
  });
  t.after(() => peer.close());
  return peer;
}

test('upstream is asked for what the person wants, and its token lasts 5 minutes at the most', async (t) => {
  const peer = await startPeer(t, honest);
  const upstream = upstreamOf(t, peer.address, { now: () => 1_000_000 });
  const answer = await prove(upstream, undefined, ['repository:a/b:pull', 'repository:c/d:pull']);
  assert.ok(answer.kind === 'proven');
  assert.deepEqual([answer.identity.scheme, answer.identity.token, answer.expiresAtMs], ['bearer', 'tok', 1_300_000]);
  const { query } = peer.seen.find(({ path }) => path === '/token') ?? assert.fail();
  assert.deepEqual([query.getAll('scope'), query.get('service'), query.get('account')], [['repository:a/b:pull', 'repository:c/d:pull'], 'peer', 'jane']);
});

test('a wrong secret is wrong, and no secret is none', async (t) => {
  const upstream = upstreamOf(t, (await startPeer(t, honest)).address);
  assert.deepEqual(await prove(upstream, 'another'), { kind: 'wrong' });
  assert.deepEqual(await prove(upstream, ''), { kind: 'wrong' });
  assert.deepEqual(await upstream.proveIdentity({ username: 'jane:janes-secret', password: 'x', scopes: [], signal: never }), { kind: 'wrong' });
});

test('an upstream that says yes to a name and a secret that nobody has proves nothing', async (t) => {
  const upstream = upstreamOf(t, (await startPeer(t, (_request, response) => sendJson(response, 200, { token: 'tok' }))).address);
  const answer = await prove(upstream);
  assert.ok(answer.kind === 'away');
  assert.match(answer.problem, /^signs in names and secrets that do not exist/);
});

test('an upstream is tried out once, and not by those who are wrong', async (t) => {
  const peer = await startPeer(t, honest);
  const upstream = upstreamOf(t, peer.address);
  await prove(upstream, 'another');
  const names = (): readonly (string | null)[] => peer.seen.filter(({ path }) => path === '/token').map(({ query }) => query.get('account'));
  assert.deepEqual(names(), ['jane']);
  for (let times = 0; times < 3; times += 1) assert.equal((await prove(upstream)).kind, 'proven');
  assert.equal(names().filter((name) => name !== 'jane').length, 1);
});

test('where upstream has no tokens the registry itself says who is right', async (t) => {
  const ping: Answering = ({ authorization }, response) => {
    if (authorization === right) sendJson(response, 200, {});
    else sendJson(response, 401, {}, { 'www-authenticate': 'Basic realm="peer"' });
  };
  const peer = await startPeer(t, (_request, response) => wrong(response), ping);
  const upstream = upstreamOf(t, peer.address);
  const answer = await prove(upstream);
  assert.ok(answer.kind === 'proven');
  assert.equal(`Basic ${answer.identity.token}`, right);
  assert.deepEqual(await prove(upstream, 'another'), { kind: 'wrong' });
  await upstream.tags({ repository: 'a/b', as: answer.identity, signal: never });
  assert.equal(peer.seen.at(-1)?.authorization, right);
});

const troubles: readonly { readonly name: string; readonly token?: Answering; readonly ping?: Answering; readonly expect: object }[] = [
  { name: 'a limit', token: (_request, response) => sendJson(response, 429, { details: 'slow down' }, { 'retry-after': '9' }), expect: { kind: 'away', isRateLimit: true, retryAfterSeconds: 9, message: 'slow down' } },
  { name: 'a failure', token: (_request, response) => sendJson(response, 500, {}), expect: { kind: 'away', isRateLimit: false } },
  { name: 'a refusal', token: (_request, response) => sendJson(response, 403, { details: 'not from here' }), expect: { kind: 'refused', message: 'not from here' } },
  { name: 'no JSON', token: (_request, response) => void response.writeHead(200).end('<html>'), expect: { kind: 'away', isRateLimit: false } },
  { name: 'a token too long to be carried', token: (_request, response) => sendJson(response, 200, { token: 'x'.repeat(8193) }), expect: { kind: 'away', isRateLimit: false } },
  { name: 'a registry that asks nobody to sign in', ping: (_request, response) => sendJson(response, 200, {}), expect: { kind: 'away', isRateLimit: false } },
  { name: 'a registry whose challenge cannot be met', ping: (_request, response) => sendJson(response, 401, {}, { 'www-authenticate': 'Negotiate' }), expect: { kind: 'away', isRateLimit: false } },
  { name: 'a token service that cannot be trusted', ping: (_request, response) => sendJson(response, 401, {}, { 'www-authenticate': 'Bearer realm="ftp://elsewhere/token"' }), expect: { kind: 'away', isRateLimit: false } },
];

for (const { name, token = honest, ping, expect } of troubles) {
  test(`${name} is never a wrong secret`, async (t) => {
    const answer: unknown = await prove(upstreamOf(t, (await startPeer(t, token, ping)).address));
    assert.partialDeepStrictEqual(answer, expect);
  });
}

test('a wait ends with the signal of who waits, and upstream that is gone is away', async (t) => {
  const peer = await startPeer(t, () => undefined);
  const upstream = upstreamOf(t, peer.address);
  const reason = new Error('left');
  const leaving = new AbortController();
  const waiting = upstream.proveIdentity({ username: 'jane', password: 'x', scopes: [], signal: leaving.signal });
  leaving.abort(reason);
  await assert.rejects(waiting, reason);
  await peer.close();
  assert.equal((await prove(upstream)).kind, 'away');
});
