// Whom upstream proves, which secrets it is shown, and what is kept of them.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { openPeople, password, peopleStartMs } from '../../test/identity/people.ts';
import { createLog } from '../telemetry/log.ts';
import { createSignIn } from './authenticate.ts';
import { noPasswordHash } from './password.ts';
import { explainSignInFailure } from './sign-in-failure.ts';
import type { SignInResult } from './sign-in.ts';
import type { UpstreamIdentityAnswer, UpstreamIdentityQuestion } from './upstream-identity.port.ts';

const people = await openPeople();
after(() => people.close());
const never = new AbortController().signal;
const scopes = ['repository:acme/app:pull'];
const yes: UpstreamIdentityAnswer = { kind: 'proven', identity: { key: 'k', scheme: 'bearer', token: 'upstream-token' }, expiresAtMs: peopleStartMs + 300_000 };
const wrong = 'incorrect username or password';

interface Started {
  /** What upstream was asked, as `name secret scopes`. */
  readonly asked: string[];
  readonly from: (identifier: string, secret: string, options?: { readonly wanted?: readonly string[]; readonly clientAddress?: string }) => Promise<SignInResult>;
  readonly passTime: (ms: number) => void;
}

function start(answer: (question: UpstreamIdentityQuestion) => UpstreamIdentityAnswer = () => yes): Started {
  let nowMs = peopleStartMs;
  const asked: string[] = [];
  const signIn = createSignIn({
    accounts: people.store,
    tokens: people.store,
    now: () => nowMs,
    log: createLog({ level: 'silent', format: 'json' }),
    refusalFloorMs: 0,
    upstreamIdentities: {
      registry: 'docker.io',
      proveIdentity: (question) => {
        asked.push([question.username, question.password, ...question.scopes].join(' '));
        return Promise.resolve(answer(question));
      },
    },
  });
  return {
    asked,
    from: (identifier, secret, { wanted = scopes, clientAddress = '203.0.113.1' } = {}) => signIn({ identifier, secret, clientAddress, upstreamScopes: wanted, signal: never }),
    passTime: (ms) => (nowMs += ms),
  };
}

const said = (result: SignInResult): string => (result.ok ? 'signed in' : explainSignInFailure(result.failure, result));

test('the person is the account of the name that upstream was asked about, in any case', async () => {
  const { from, asked } = start();
  const result = await from('Robin', 'dckr_pat_x');
  assert.ok(result.ok && result.subject.kind === 'user');
  assert.deepEqual(result.subject, { kind: 'user', id: 'id-of-robin', name: 'robin', scopes: ['repo:admin'] });
  assert.deepEqual(result.upstream, { registry: 'docker.io', key: 'k', scheme: 'bearer', token: 'upstream-token', expiresAtMs: peopleStartMs + 300_000, scopes });
  assert.deepEqual(asked, ['robin dckr_pat_x repository:acme/app:pull']);
});

const secrets: readonly { readonly name: string; readonly secret: string; readonly isAsked: boolean; readonly expect: string }[] = [
  { name: 'robin', secret: 'the-password-upstream', isAsked: true, expect: 'signed in' },
  { name: 'mike', secret: password, isAsked: false, expect: 'signed in' },
  { name: 'mike', secret: 'mistyped', isAsked: false, expect: wrong },
  { name: 'nobody', secret: 'a-password', isAsked: false, expect: wrong },
  { name: 'nobody', secret: 'dckr_pat_x', isAsked: true, expect: 'docker.io knows you, but there is no account of that name here: ask an owner of your organization to add you' },
  { name: 'mike', secret: 'dckr_pat_x', isAsked: true, expect: 'docker.io knows you, but the account of that name here has a password of its own: sign in with that, or with a personal access token made here' },
  { name: 'robin', secret: 'pgt_anything', isAsked: false, expect: wrong },
  { name: 'robin', secret: ` ${people.secrets.valid}`, isAsked: false, expect: wrong },
  { name: 'robin', secret: people.secrets.valid, isAsked: false, expect: wrong },
  { name: 'robin', secret: '', isAsked: false, expect: wrong },
  { name: 'robin', secret: 'dckr_oat_x', isAsked: false, expect: 'organization access tokens cannot be used with image access management: use a personal access token' },
];

for (const { name, secret, isAsked, expect } of secrets) {
  test(`${name} with ${secret.slice(0, 12)}: ${isAsked ? 'upstream is asked' : 'nothing leaves'}`, async () => {
    const { from, asked } = start();
    assert.equal(said(await from(name, secret)), expect);
    assert.equal(asked.length > 0, isAsked);
  });
}

test('who signs in elsewhere than at the token endpoint is not proven upstream', async () => {
  const { asked } = start();
  const signIn = createSignIn({ accounts: people.store, tokens: people.store, now: () => peopleStartMs, log: createLog({ level: 'silent', format: 'json' }) });
  assert.equal(said(await signIn({ identifier: 'mike', secret: 'dckr_pat_x', clientAddress: '203.0.113.1', signal: never })), wrong);
  assert.deepEqual(asked, []);
});

test('for a minute upstream is not asked the same again, and what is wanted else is', async () => {
  const { from, asked, passTime } = start();
  for (let times = 0; times < 3; times += 1) assert.equal(said(await from('robin', 'dckr_pat_x')), 'signed in');
  assert.equal(asked.length, 1);
  await from('robin', 'dckr_pat_x', { wanted: [] });
  assert.equal(asked.length, 2);
  passTime(60_000);
  await from('robin', 'dckr_pat_x');
  assert.equal(asked.length, 3);
});

test('a secret that was just wrong is not tried again for a minute, and counts each time', async () => {
  const { from, asked, passTime } = start(() => ({ kind: 'wrong' }));
  for (let times = 0; times < 5; times += 1) assert.equal(said(await from('robin', 'dckr_pat_x')), wrong);
  assert.equal(asked.length, 1);
  passTime(60_000);
  await from('robin', 'dckr_pat_x');
  assert.equal(asked.length, 2);
});

test('guesses are slowed before upstream sees them, however many come at once', async () => {
  const { from, asked } = start(() => ({ kind: 'wrong' }));
  for (let times = 0; times < 5; times += 1) await from('robin', `dckr_pat_${times}`);
  assert.equal(asked.length, 5);
  const results = await Promise.all(Array.from({ length: 20 }, (_value, n) => from('robin', `dckr_pat_more-${n}`)));
  assert.ok(results.every((result) => !result.ok));
  assert.equal(asked.length, 5);
});

test("upstream's trouble is told as such, is not remembered, and counts as nobody's failure", async () => {
  let answer: UpstreamIdentityAnswer = { kind: 'away', problem: 'is gone', isRateLimit: false };
  const { from } = start(() => answer);
  for (let times = 0; times < 30; times += 1) assert.equal(said(await from('robin', 'dckr_pat_x')), 'upstream docker.io could not check this sign-in, it is gone: try again later');
  answer = { kind: 'away', problem: 'limits', isRateLimit: true, message: 'too many' };
  assert.equal(said(await from('robin', 'dckr_pat_x')), 'upstream docker.io limits sign-ins and did not check this one: try again later (docker.io says: too many)');
  answer = yes;
  assert.equal(said(await from('robin', 'dckr_pat_x')), 'signed in');
});

test('a refused password takes as long whether it was checked here or upstream', async () => {
  const floorMs = 300;
  const signIn = createSignIn({
    accounts: people.store,
    tokens: people.store,
    now: Date.now,
    log: createLog({ level: 'silent', format: 'json' }),
    refusalFloorMs: floorMs,
    upstreamIdentities: { registry: 'docker.io', proveIdentity: () => Promise.resolve({ kind: 'wrong' }) },
  });
  const refuse = async (identifier: string): Promise<void> => {
    const startedAtMs = Date.now();
    await signIn({ identifier, secret: 'not-the-password', clientAddress: '203.0.113.7', upstreamScopes: [], signal: never });
    // A timer may be a millisecond early by the other clock.
    assert.ok(Date.now() - startedAtMs >= floorMs - 5, identifier);
  };
  await Promise.all(['robin', 'mike', 'nobody'].map(refuse));
});

test('an account of an identity provider is opened neither by a password nor by what upstream says of its name', async () => {
  people.elsewhere(`UPDATE users SET password_hash = '${noPasswordHash}' WHERE name = 'robin'`);
  const { from, asked } = start();
  assert.equal(said(await from('robin', 'the-password-upstream')), wrong);
  assert.deepEqual(asked, [], 'a password leaves for nowhere');
  assert.equal((await from('robin', 'dckr_pat_x')).ok, false);
});
