// What a provider, or somebody between it and us, may send: nothing of it signs anybody in but a valid token for this very sign-in.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openBrowser } from './browser.ts';
import { type Bent, type HostileProvider, hostileSecret, openHostileProvider } from './hostile-provider.ts';
import { connectionPath, detailOf, openScene, startPath } from './scene.ts';
import type { Scene } from './scene.ts';

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

async function connectHostile(t: Parameters<typeof openScene>[0]): Promise<{ readonly scene: Scene; readonly provider: HostileProvider }> {
  const scene = await openScene(t, { isConnected: false });
  const provider = await openHostileProvider(t);
  const { status, text } = await scene.connect({ issuer: provider.issuer, client_id: 'hostile-client', client_secret: hostileSecret });
  assert.equal(status, 200, text);
  return { scene, provider };
}

const refused: readonly (readonly [string, Bent, RegExp])[] = [
  ['a token with the nonce of another sign-in', { claims: (claims) => ({ ...claims, nonce: 'another' }) }, /made for another sign-in/],
  ['a token without a nonce', { claims: ({ nonce, ...claims }) => ({ ...claims, was: nonce }) }, /another sign-in|not valid/],
  ['a token for another application', { claims: (claims) => ({ ...claims, aud: 'another-client' }) }, /for another application/],
  ['a token for us and for others, of others', { claims: (claims) => ({ ...claims, aud: ['hostile-client', 'another-client'], azp: 'another-client' }) }, /for another application/],
  ['a token of another issuer', { claims: (claims) => ({ ...claims, iss: 'https://evil.test' }) }, /names another issuer/],
  ['a token that expired 61 seconds ago and more', { claims: (claims) => ({ ...claims, exp: nowSeconds() - 65 }) }, /has expired/],
  ['a token that is good from 61 seconds on and later', { claims: (claims) => ({ ...claims, nbf: nowSeconds() + 90 }) }, /more than a minute apart/],
  ['a token without an end', { claims: ({ exp, ...claims }) => ({ ...claims, was: exp }) }, /not valid/],
  ['a token without a subject', { claims: ({ sub, ...claims }) => ({ ...claims, was: sub }) }, /not valid/],
  ['a token with a subject too long to be one', { claims: (claims) => ({ ...claims, sub: 'x'.repeat(256) }) }, /nobody that can be told apart/],
  ['a token that nobody signed (alg none)', { signature: 'none' }, /not valid|cannot be checked/],
  ['a token signed with a key that is not published', { signature: 'unpublished key' }, /a key that the provider does not publish/],
  ['a token signed with another key under the id of a published one', { signature: 'same key id, another key' }, /not valid/],
  ['a token signed with the client secret', { signature: 'client secret' }, /cannot be checked/],
  ['no token at all', { signature: 'missing token' }, /not valid/],
  ['an answer that names another issuer', { callback: (query) => query.set('iss', 'https://evil.test') }, /not valid/],
  ['an answer that names none, though the provider promised to', { callback: (query) => query.delete('iss') }, /not valid/],
  ['a token endpoint that redirects', { answers: { '/token': (response) => void response.writeHead(307, { location: 'https://evil.test/token' }).end() } }, /answered with status 307/],
  ['a token endpoint that answers without end', { answers: { '/token': (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(`{"x":"${'y'.repeat(600 * 1024)}"}`) } }, /more than 512 KiB/],
  ['a token endpoint that breaks off', { answers: { '/token': (response) => void response.destroy() } }, /cannot be reached \([A-Z_]+\)/],
  ['a token endpoint that fails', { answers: { '/token': (response) => void response.writeHead(500).end('stack trace') } }, /answered with status 500/],
  ['a token endpoint that refuses us', { answers: { '/token': (response) => void response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}') } }, /refused the client id or the client secret \(invalid_client\)/],
  ['keys that are a page', { answers: { '/jwks': (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello') } }, /did not answer in JSON/],
];

test('what is not a valid token for this very sign-in signs nobody in, and says why', async (t) => {
  const { scene, provider } = await connectHostile(t);
  for (const [name, bent, sentence] of refused) {
    provider.bent = bent;
    const browser = openBrowser();
    const { status, text } = await browser.visit(scene.server + startPath);
    assert.equal(status, 403, `${name}: ${text}`);
    assert.match(detailOf(text), sentence, name);
    assert.equal(browser.cookies(scene.server).includes('pullgate_session'), false, name);
    assert.doesNotMatch(text, /secret that hostile|opaque|stack trace/, name);
  }
  assert.equal(await scene.store.findAccountByName('user'), undefined);
  assert.ok(scene.logged.every((line) => !line.includes(hostileSecret)), 'the client secret is in no log line');
});

test('clocks that are less than a minute apart sign in', async (t) => {
  const { scene, provider } = await connectHostile(t);
  for (const claims of [{ exp: nowSeconds() - 40 }, { nbf: nowSeconds() + 40, iat: nowSeconds() + 40, exp: nowSeconds() + 300 }]) {
    provider.bent = { claims: (good) => ({ ...good, ...claims, preferred_username: 'mallory' }) };
    const browser = openBrowser();
    await browser.visit(scene.server + startPath);
    assert.equal((await scene.whoIs(browser)).username, 'mallory');
  }
});

test('a connection is stored only when its provider can sign people in, and the reason is told', async (t) => {
  const scene = await openScene(t, { isConnected: false });
  const provider = await openHostileProvider(t);
  const wrong: readonly (readonly [Bent, RegExp])[] = [
    [{ metadata: (metadata) => ({ ...metadata, issuer: 'https://evil.test' }) }, /names another issuer|calls itself `https:\/\/evil\.test`/],
    [{ metadata: ({ token_endpoint, ...metadata }) => ({ ...metadata, was: token_endpoint }) }, /names no token_endpoint/],
    [{ metadata: (metadata) => ({ ...metadata, token_endpoint: 'http://metadata.internal/token' }) }, /token_endpoint is not at an https address/],
    [{ metadata: (metadata) => ({ ...metadata, jwks_uri: 'file:///etc/passwd' }) }, /jwks_uri is not at an https address/],
    [{ metadata: (metadata) => ({ ...metadata, response_types_supported: ['id_token'] }) }, /authorization code flow/],
    [{ metadata: (metadata) => ({ ...metadata, code_challenge_methods_supported: ['plain'] }) }, /PKCE/],
    [{ answers: { '/.well-known/openid-configuration': (response) => void response.writeHead(404).end() } }, /answered with status 404/],
    [{ answers: { '/.well-known/openid-configuration': (response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end() } }, /answered with status 302/],
    [{ answers: { '/.well-known/openid-configuration': (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"issuer":') } }, /broken JSON/],
    [{ answers: { '/.well-known/openid-configuration': (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(`"${'x'.repeat(600 * 1024)}"`) } }, /more than 512 KiB/],
  ];
  for (const [bent, sentence] of wrong) {
    provider.bent = bent;
    const { status, json } = await scene.connect({ issuer: provider.issuer });
    assert.equal(status, 400);
    assert.match((json.fields as Record<string, string[]>)['issuer']?.[0] ?? '', sentence);
  }
  assert.equal((await scene.owner('GET', connectionPath)).status, 404);
});

test('endpoints that a provider moves to another host after it was connected get nothing', async (t) => {
  const { scene, provider } = await connectHostile(t);
  provider.bent = { metadata: (metadata) => ({ ...metadata, token_endpoint: 'http://evil.test/token' }) };
  scene.clock.nowMs += 3_600_000; // what was known of the provider is forgotten
  const { status, text } = await openBrowser().visit(scene.server + startPath);
  assert.equal(status, 400);
  assert.match(detailOf(text), /token_endpoint is not at an https address: nothing is sent there/);
});

test('the client secret goes to the token endpoint alone', async (t) => {
  const { scene, provider } = await connectHostile(t);
  await openBrowser().visit(scene.server + startPath);
  const withSecret = provider.asked.filter(({ authorization }) => authorization !== undefined).map(({ path }) => path);
  assert.deepEqual(withSecret, ['/token']);
});
