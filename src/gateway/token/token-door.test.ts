// The token endpoint over HTTP, on the real store and policy: what clients send, what they read.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { decodeJwt } from 'jose';
import { openPeople, password, peopleStartMs } from '../../../test/identity/people.ts';
import { shippedCatalog } from '../../facts/publishers.ts';
import { createListener } from '../../http/listener.ts';
import { createSignIn } from '../../identity/authenticate.ts';
import { createGatewayTokens } from '../../identity/gateway-token.ts';
import { mintToken } from '../../identity/secret.ts';
import { generateSigningKey } from '../../identity/signing-key.ts';
import { createLog } from '../../telemetry/log.ts';
import { createPolicySnapshot } from '../policy-snapshot.ts';
import { createTokenDoor } from './token-door.ts';
import { anAct } from '../../store/conformance/store-under-test.ts';

const lines: string[] = [];
const log = createLog({ level: 'debug', format: 'json', destination: { write: (line) => lines.push(line) } });
const now = (): number => peopleStartMs;
const people = await openPeople();
const { store, secrets } = people;
const snapshot = createPolicySnapshot({ source: store, catalog: shippedCatalog, isConfiguredRegistry: () => true, now, log, pollMs: 20 });
await snapshot.start();
const tokens = createGatewayTokens({ key: await generateSigningKey('gateway'), now });
let isLoaded = true;
let isBroken = false;
/** One address a test, so that no test answers for another's failures. */
let clientAddress = '';
const signIn = createSignIn({ accounts: store, tokens: store, now, log });
const door = createTokenDoor({
  signIn: (attempt) => (isBroken ? Promise.reject(new Error('store is away')) : signIn(attempt)),
  tokens,
  currentSnapshot: () => (isLoaded ? snapshot.current() : undefined),
  isConfiguredRegistry: () => true,
  log,
});
const listener = createListener({ host: '127.0.0.1', port: 0, setting: 'none', log, handler: (request, response) => door(request, response, { requestId: 'r', headers: { 'x-request-id': 'r' }, clientAddress }) });
const { url } = await listener.listen();
after(async () => {
  await listener.close(0);
  snapshot.close();
  await people.close();
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

let visits = 0;
async function ask(init: RequestInit & { readonly query?: string } = {}): Promise<Answer> {
  clientAddress = `203.0.113.${++visits}`;
  const response = await fetch(`${url}/token${init.query ?? '?service=pullgate&scope=repository:library/nginx:pull&client_id=docker&account=mike&offline_token=true'}`, init);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(response.headers.get('x-request-id'), 'r');
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}
const basic = (name: string, secret: string): { headers: { authorization: string } } => ({ headers: { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` } });
const form = (fields: Record<string, string> | [string, string][]): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });

/** The sentence, found where each kind of client looks for it. */
function assertRefused({ status, headers, body }: Answer, expect: { readonly status: number; readonly code: string; readonly message: string | RegExp }): void {
  assert.equal(status, expect.status);
  const [first] = body['errors'] as { code: string; message: string; detail: unknown }[];
  assert.equal(first?.code, expect.code);
  if (typeof expect.message === 'string') assert.equal(first.message, expect.message);
  else assert.match(first.message, expect.message);
  assert.deepEqual(body['errors'], [{ code: first.code, message: first.message, detail: null }]);
  assert.equal(body['details'], first.message);
  assert.equal(body['error_description'], first.message);
  assert.equal(headers.get('www-authenticate'), expect.status === 401 ? 'Basic realm="pullgate", charset="UTF-8"' : null);
  for (const given of ['token', 'access_token', 'refresh_token']) assert.ok(!(given in body));
}

async function holderOf({ status, body }: Answer): Promise<object> {
  assert.equal(status, 200);
  assert.equal(body['expires_in'], 300);
  assert.equal(body['issued_at'], '2026-01-10T00:00:00.000Z');
  assert.equal(body['token'], body['access_token']);
  const { issuedAtMs, expiresAtMs, ...holder } = (await tokens.verifyAccessToken(String(body['token']))) ?? assert.fail('the token does not verify');
  assert.deepEqual([issuedAtMs, expiresAtMs], [peopleStartMs, peopleStartMs + 300_000]);
  return holder;
}

const withToken = { subjectKind: 'user', subjectId: 'id-of-mike', subjectName: 'mike', tokenId: 'valid' };
const withPassword = { subjectKind: 'user', subjectId: 'id-of-mike', subjectName: 'mike', credentialVersion: 1 };
const withOrganizationToken = { subjectKind: 'organization-token', subjectId: 'organization', subjectName: 'acme', tokenId: 'organization' };
const anonymous = { subjectKind: 'anonymous', subjectId: '', subjectName: '' };

const given: readonly { readonly name: string; readonly init: RequestInit & { readonly query?: string }; readonly holder: object }[] = [
  { name: 'GET with a personal access token', init: basic('mike', secrets.valid), holder: withToken },
  { name: 'GET with a password', init: basic('mike', password), holder: withPassword },
  { name: 'GET with an organization access token while image access is off', init: basic('acme', secrets.organization), holder: withOrganizationToken },
  { name: 'GET with nothing', init: {}, holder: anonymous },
  { name: 'GET without a query', init: { query: '' }, holder: anonymous },
  { name: 'GET with several scopes', init: { query: '?scope=repository:a/b:pull&scope=repository:c/d:pull,push&service=x' }, holder: anonymous },
  { name: 'POST with a password', init: form({ grant_type: 'password', username: 'mike', password, service: 'pullgate', client_id: 'containerd-client', scope: 'repository:a/b:pull' }), holder: withPassword },
  { name: 'POST with a personal access token', init: form({ grant_type: 'password', username: 'Mike', password: secrets.valid }), holder: withToken },
];
for (const { name, init, holder } of given) {
  test(`${name} gives a token that says who asks, and no refresh token`, async () => {
    const answer = await ask(init);
    assert.deepEqual(await holderOf(answer), holder);
    assert.ok(!('refresh_token' in answer.body));
    assert.ok(!('access' in decodeJwt(String(answer.body['token']))));
  });
}

const wrong = { status: 401, code: 'UNAUTHORIZED', message: 'incorrect username or password' };
const unreadable = { status: 401, code: 'UNAUTHORIZED', message: 'authorization cannot be read: send a user name and password as Basic credentials' };
const invalid = (message: RegExp): { status: number; code: string; message: RegExp } => ({ status: 400, code: 'UNSUPPORTED', message });
const authorization = (value: string): { headers: { authorization: string } } => ({ headers: { authorization: value } });
const refused: readonly { readonly name: string; readonly init: RequestInit; readonly expect: Parameters<typeof assertRefused>[1] }[] = [
  { name: 'a wrong password', init: basic('mike', 'wrong'), expect: wrong },
  { name: 'a wrong personal access token', init: basic('mike', mintToken('personal').secret), expect: wrong },
  { name: "another person's token", init: basic('olga', secrets.valid), expect: wrong },
  { name: 'a revoked token', init: basic('mike', secrets.revoked), expect: { ...wrong, message: 'this personal access token was revoked: create a new one' } },
  { name: 'an expired token', init: basic('mike', secrets.expired), expect: { ...wrong, message: 'this personal access token expired on 2026-01-09: create a new one' } },
  { name: "Docker's organization access token", init: basic('acme', 'dckr_oat_7awgM4jG5SQvxcvmNzhKj8PQjxo'), expect: { ...wrong, message: 'organization access tokens cannot be used with image access management: use a personal access token' } },
  { name: 'POST with a wrong password', init: form({ grant_type: 'password', username: 'mike', password: 'wrong' }), expect: wrong },
  { name: 'POST with a revoked token', init: form({ grant_type: 'password', username: 'mike', password: secrets.revoked }), expect: { ...wrong, message: 'this personal access token was revoked: create a new one' } },
  { name: 'an empty Authorization', init: authorization('Basic'), expect: unreadable },
  { name: 'another scheme', init: authorization('Bearer abc'), expect: unreadable },
  { name: 'broken base64', init: authorization('Basic !!!'), expect: unreadable },
  { name: 'no colon', init: authorization(`Basic ${Buffer.from('mike').toString('base64')}`), expect: unreadable },
  { name: 'no name', init: authorization(`Basic ${Buffer.from(':secret').toString('base64')}`), expect: unreadable },
  { name: 'no UTF-8', init: authorization(`Basic ${Buffer.from([0xff, 0x3a, 0x61]).toString('base64')}`), expect: unreadable },
  { name: 'POST without a grant type', init: form({ username: 'mike', password }), expect: invalid(/^grant_type is missing/) },
  { name: 'POST with another grant type', init: form({ grant_type: 'client_credentials' }), expect: invalid(/^grant_type is not supported/) },
  { name: 'POST without a password', init: form({ grant_type: 'password', username: 'mike' }), expect: invalid(/^username or password is missing/) },
  { name: 'POST without a refresh token', init: form({ grant_type: 'refresh_token' }), expect: invalid(/^refresh_token is missing/) },
  { name: 'POST with two passwords', init: form([['grant_type', 'password'], ['username', 'mike'], ['password', 'a'], ['password', password]]), expect: invalid(/given more than once/) },
  { name: 'POST with JSON', init: { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }, expect: invalid(/^body is no form/) },
  { name: 'POST with a form over 16 KiB', init: form({ grant_type: 'password', username: 'mike', password: 'x'.repeat(17 * 1024) }), expect: { status: 413, code: 'SIZE_INVALID', message: /larger than 16384 bytes/ } },
  { name: 'POST with a foreign refresh token', init: form({ grant_type: 'refresh_token', refresh_token: 'a.b.c' }), expect: { ...wrong, message: 'refresh token is malformed, foreign or expired: sign in again' } },
  { name: 'PUT', init: { method: 'PUT' }, expect: { status: 405, code: 'UNSUPPORTED', message: 'tokens are given to GET and POST' } },
  { name: 'DELETE', init: { method: 'DELETE' }, expect: { status: 405, code: 'UNSUPPORTED', message: 'tokens are given to GET and POST' } },
];
for (const { name, init, expect } of refused) {
  test(`${name}: ${expect.status}`, async () => assertRefused(await ask(init), expect));
}

test('a wrong name and a wrong secret cannot be told apart', async () => {
  const [one, other] = [await ask(basic('mike', 'wrong')), await ask(basic('nobody', 'wrong'))];
  assertRefused(other, wrong);
  assert.deepEqual(one.body, other.body);
  const headers = ({ headers }: Answer): object => Object.fromEntries([...headers].filter(([name]) => name !== 'date'));
  assert.deepEqual(headers(one), headers(other));
});

test('OAuth2 errors carry their code', async () => {
  assert.equal((await ask(form({ grant_type: 'password', username: 'mike', password: 'wrong' }))).body['error'], 'invalid_grant');
  assert.equal((await ask(form({ grant_type: 'x' }))).body['error'], 'unsupported_grant_type');
  assert.equal((await ask(form({}))).body['error'], 'invalid_request');
});

test('HEAD has no body, and no token', async () => {
  const answer = await ask({ method: 'HEAD' });
  assert.equal(answer.status, 405);
  assert.equal(answer.headers.get('allow'), 'GET, POST');
});

const offline = { grant_type: 'password', access_type: 'offline', service: 'pullgate', client_id: 'test', scope: 'repository:a/b:pull' };
const refresh = (refreshToken: unknown): RequestInit => form({ grant_type: 'refresh_token', refresh_token: String(refreshToken), service: 'pullgate', client_id: 'test' });

test('a refresh token gives new access tokens for the same person, and none of its kind', async () => {
  const first = await ask(form({ ...offline, username: 'mike', password: secrets.valid }));
  assert.equal(first.body['scope'], 'repository:a/b:pull');
  const next = await ask(refresh(first.body['refresh_token']));
  assert.deepEqual(await holderOf(next), withToken);
  assert.ok(!('refresh_token' in next.body));
  assertRefused(await ask(refresh(first.body['access_token'])), { ...wrong, message: /^refresh token is malformed/ });
});

async function settled(): Promise<void> {
  const version = await store.version();
  while ((snapshot.current()?.version ?? 0) < version) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a refresh token ends with the access token that it was signed in with', async () => {
  const { secret, hash } = mintToken('personal');
  await store.createPersonalToken({ id: 'short-lived', userId: 'id-of-mike', label: '', scopes: ['repo:read'], createdAtMs: 0, expiresAt: null, isActive: true, lastUsedAtMs: null, creatorAddress: '', creatorUserAgent: '' }, hash, anAct());
  await settled();
  const { body } = await ask(form({ ...offline, username: 'mike', password: secret }));
  assert.equal((await ask(refresh(body['refresh_token']))).status, 200);
  await store.revokePersonalToken('id-of-mike', 'short-lived', peopleStartMs, anAct());
  await settled();
  assertRefused(await ask(refresh(body['refresh_token'])), { ...wrong, message: 'this sign-in has ended (token revoked): sign in again' });
});

test('a refresh token ends when the password changes', async () => {
  const { body } = await ask(form({ ...offline, username: 'olga', password }));
  assert.equal((await ask(refresh(body['refresh_token']))).status, 200);
  people.elsewhere("UPDATE users SET credential_version = credential_version + 1 WHERE name = 'olga'");
  await settled();
  assertRefused(await ask(refresh(body['refresh_token'])), { ...wrong, message: 'this sign-in has ended (password changed): sign in again' });
});

test('organization access tokens are refused while image access is on, also those signed in before, and welcome again after', async () => {
  const { body } = await ask(form({ ...offline, username: 'acme', password: secrets.organization }));
  assert.equal((await ask(refresh(body['refresh_token']))).status, 200);
  await people.setImageAccess(true);
  await settled();
  const unusable = { ...wrong, message: 'organization access tokens cannot be used with image access management: use a personal access token' };
  assertRefused(await ask(basic('acme', secrets.organization)), unusable);
  assertRefused(await ask(form({ ...offline, username: 'acme', password: secrets.organization })), unusable);
  assertRefused(await ask(refresh(body['refresh_token'])), unusable);
  assertRefused(await ask(basic('acme', mintToken('organization').secret)), wrong);
  await people.setImageAccess(false);
  await settled();
  assert.equal((await ask(basic('acme', secrets.organization))).status, 200);
});

test('too many failures: 429 with the seconds to wait', async (t) => {
  const gone = new AbortController();
  t.after(() => gone.abort());
  const guess = (): Promise<unknown> => fetch(`${url}/token`, { ...basic('guessed', mintToken('personal').secret), signal: gone.signal }).catch(() => undefined);
  for (let attempt = 0; attempt < 12; attempt++) void guess();
  // The clock stands still here: each failure makes the next wait longer, until it is too long to be waited out.
  let answer = await ask(basic('guessed', 'another'));
  for (let more = 0; answer.status === 401 && more < 12; more += 1) answer = await ask(basic('guessed', 'another'));
  assertRefused(answer, { status: 429, code: 'TOOMANYREQUESTS', message: /^too many failed sign-ins: try again in \d+ seconds$/ });
  assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
});

const failing = { status: 503, code: 'UNAVAILABLE', message: 'pullgate cannot sign anybody in right now: try again' };

test('a store that is away is told as ours, and gives nobody a token', async (t) => {
  isBroken = true;
  t.after(() => (isBroken = false));
  assertRefused(await ask(basic('mike', secrets.valid)), failing);
  assertRefused(await ask(form({ ...offline, username: 'mike', password })), failing);
});

test('before the policy is loaded nobody gets a token', async (t) => {
  isLoaded = false;
  t.after(() => (isLoaded = true));
  assertRefused(await ask(basic('acme', secrets.organization)), failing);
  assertRefused(await ask(), failing);
});

test('no secret came into the log', () => {
  const text = lines.join('');
  assert.ok(text.includes('sign-in refused'));
  for (const secret of [...Object.values(secrets), password, 'eyJ']) assert.ok(!text.includes(secret));
});
