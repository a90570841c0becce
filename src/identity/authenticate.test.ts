// Sign-in against the real store: who gets in, and what the others are told.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPeople, password, peopleStartMs } from '../../test/identity/people.ts';
import type { People, SecretName } from '../../test/identity/people.ts';
import { createLog } from '../telemetry/log.ts';
import { createSignIn } from './authenticate.ts';
import { mintToken } from './secret.ts';
import { explainSignInFailure } from './sign-in-failure.ts';
import type { SignIn, SignInResult } from './sign-in.ts';

const never = new AbortController().signal;

interface Started extends People {
  readonly signIn: SignIn;
  readonly from: (identifier: string, secret: string, clientAddress?: string) => Promise<SignInResult>;
  readonly lines: string[];
}

const people = await openPeople();
after(() => people.close());

/** A process of its own, with its own memory of failures, on the store that all tests share unless given another. */
function start({ now = () => peopleStartMs, store = people }: { readonly now?: () => number; readonly store?: People } = {}): Started {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', format: 'json', destination: { write: (line) => lines.push(line) } });
  const signIn = createSignIn({ accounts: store.store, tokens: store.store, now, log });
  return { ...store, signIn, lines, from: (identifier, secret, clientAddress = '203.0.113.1') => signIn({ identifier, secret, clientAddress, signal: never }) };
}

const said = (result: SignInResult): string => (result.ok ? 'signed in' : explainSignInFailure(result.failure, result));

test('a person signs in with the password, in any case of the name, and may do all that the person may', async () => {
  const { from } = start();
  for (const name of ['mike', 'MIKE']) {
    const result = await from(name, password);
    assert.deepEqual(result.ok && result.subject, { kind: 'user', id: 'id-of-mike', name: 'mike', scopes: ['repo:admin'] });
    assert.equal(result.ok && result.account?.credentialVersion, 1);
  }
});

test('a person signs in with a personal access token, and may do what its scopes say', async () => {
  const { from, secrets } = start();
  for (const [name, secret] of [['mike', 'valid'], ['Mike', 'expiring']] as const) {
    const result = await from(name, secrets[secret]);
    assert.deepEqual(result.ok && result.subject, { kind: 'user', id: 'id-of-mike', name: 'mike', tokenId: secret, scopes: ['repo:read'] });
  }
});

test('an organization signs in with its access token', async () => {
  const { from, secrets } = start();
  const result = await from('ACME', secrets.organization);
  assert.deepEqual(result, { ok: true, subject: { kind: 'organization-token', organization: 'acme', tokenId: 'organization' } });
});

const wrong = 'incorrect username or password';
const foreignSecret = mintToken('personal').secret;
const refused: readonly { readonly name: string; readonly secret: SecretName | { readonly text: string }; readonly expect: string }[] = [
  { name: 'mike', secret: { text: 'wrong' }, expect: wrong },
  { name: 'mike', secret: { text: '' }, expect: wrong },
  { name: 'nobody', secret: { text: password }, expect: wrong },
  { name: 'robin', secret: { text: password }, expect: wrong },
  { name: 'acme', secret: { text: password }, expect: wrong },
  { name: 'nina', secret: { text: 'wrong' }, expect: wrong },
  { name: 'nina', secret: { text: password }, expect: 'this account is deactivated: ask an owner of your organization' },
  { name: 'mike', secret: { text: foreignSecret }, expect: wrong },
  { name: 'nobody', secret: { text: foreignSecret }, expect: wrong },
  { name: 'mike', secret: { text: `${foreignSecret.slice(0, -1)}-` }, expect: wrong },
  { name: 'mike', secret: 'revoked', expect: 'this personal access token was revoked: create a new one' },
  { name: 'mike', secret: 'expired', expect: 'this personal access token expired on 2026-01-09: create a new one' },
  { name: 'mike', secret: 'inactive', expect: 'this personal access token is deactivated: activate it or use another one' },
  { name: 'nina', secret: 'ofInactiveAccount', expect: 'this account is deactivated: ask an owner of your organization' },
  { name: 'acme', secret: 'organizationRevoked', expect: 'this organization access token was revoked: create a new one' },
  { name: 'acme', secret: 'organizationExpired', expect: 'this organization access token expired on 2026-01-09: create a new one' },
  // A token found without its owner's name tells nothing, not even that it exists.
  { name: 'olga', secret: 'valid', expect: wrong },
  { name: 'olga', secret: 'revoked', expect: wrong },
  { name: 'acme', secret: 'valid', expect: wrong },
  { name: 'mike', secret: 'organization', expect: wrong },
  { name: 'mike', secret: { text: 'dckr_oat_7awgM4jG5SQvxcvmNzhKj8PQjxo' }, expect: 'organization access tokens cannot be used with image access management: use a personal access token' },
];
for (const [row, { name, secret, expect }] of refused.entries()) {
  test(`${row}: ${name} with ${typeof secret === 'string' ? `the token \`${secret}\`` : `\`${secret.text.slice(0, 12)}\``}: ${expect}`, async () => {
    const { from, secrets } = start();
    assert.equal(said(await from(name, typeof secret === 'string' ? secrets[secret] : secret.text)), expect);
  });
}

test('a token ends the moment it expires', async () => {
  let nowMs = peopleStartMs;
  const { from, secrets } = start({ now: () => nowMs });
  nowMs += 24 * 3600 * 1000 - 1;
  assert.equal(said(await from('mike', secrets.expiring)), 'signed in');
  nowMs += 1;
  assert.match(said(await from('mike', secrets.expiring)), /expired on 2026-01-11/);
});

test('the use of a token is kept, a refusal is not', async () => {
  const { from, secrets, store } = start();
  await from('mike', secrets.valid);
  await from('mike', secrets.inactive);
  assert.equal((await store.findPersonalToken('id-of-mike', 'valid'))?.lastUsedAtMs, peopleStartMs);
  assert.equal((await store.findPersonalToken('id-of-mike', 'inactive'))?.lastUsedAtMs, null);
});

test('the sixth wrong password in a row waits', async () => {
  const { from } = start({ now: () => Date.now() });
  let fifthAt = 0;
  for (let attempt = 0; attempt < 5; attempt++) {
    fifthAt = performance.now();
    assert.equal(said(await from('mike', 'wrong')), wrong);
  }
  assert.equal(said(await from('mike', 'wrong')), wrong);
  // The wait begins when the fifth has failed.
  assert.ok(performance.now() - fifthAt >= 200);
});

test('however many guesses are sent at once, few are looked at', async () => {
  const { from } = start();
  const results = await Promise.all(Array.from({ length: 30 }, () => from('mike', 'wrong')));
  const counts = Map.groupBy(results, (result) => (result.ok ? 'ok' : result.failure));
  // The clock of this test stands still, so nobody's wait ever ends: five free ones, and one more may have been under way.
  assert.ok((counts.get('bad-credentials')?.length ?? 0) <= 6);
  assert.ok((counts.get('slow-down')?.length ?? 0) >= 24);
  for (const result of counts.get('slow-down') ?? []) assert.ok(!result.ok && (result.retryAfterSeconds ?? 0) >= 1);
});

test('a valid token is not held up by failures on its account or from its address', async () => {
  const { from, signIn, secrets } = start();
  const abort = new AbortController();
  const guess = { identifier: 'mike', secret: foreignSecret, clientAddress: '203.0.113.1', signal: abort.signal };
  const failing = Promise.allSettled(Array.from({ length: 40 }, () => signIn(guess)));
  await sleep(20);
  const startedAt = performance.now();
  assert.equal(said(await from('mike', secrets.valid)), 'signed in');
  assert.ok(performance.now() - startedAt < 10_000);
  assert.match(said(await from('mike', password)), /^too many failed sign-ins: try again in \d+ seconds$/);
  abort.abort();
  await failing;
});

test('who gives up while waiting is not worked for', async (t) => {
  const { signIn } = start({ now: () => Date.now() });
  const guess = { identifier: 'mike', secret: foreignSecret, clientAddress: '203.0.113.1' };
  for (let attempt = 0; attempt < 9; attempt++) void signIn({ ...guess, signal: t.signal }).catch(() => undefined);
  await sleep(20);
  const abort = new AbortController();
  const waiting = signIn({ ...guess, secret: 'wrong', signal: abort.signal });
  abort.abort(new Error('gone'));
  await assert.rejects(waiting);
});

test('a store that fails is a failure, never a sign-in and never a wrong password', async (t) => {
  const damaged = await openPeople();
  t.after(() => damaged.close());
  const { from, elsewhere, secrets } = start({ store: damaged });
  elsewhere("UPDATE users SET password_hash = 'damaged' WHERE name = 'mike'; DROP TABLE personal_tokens;");
  await assert.rejects(from('mike', password));
  await assert.rejects(from('mike', secrets.valid));
});

test('no secret and no name that was typed comes into the log', async () => {
  const { from, secrets, lines } = start();
  await from('typed-name', secrets.valid);
  await from('mike', secrets.valid);
  await from('mike', 'typed-secret');
  for (const text of ['typed-name', 'typed-secret', secrets.valid]) assert.ok(!lines.join('').includes(text));
});
