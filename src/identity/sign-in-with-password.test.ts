// A password where the account has a second factor.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openPeople, password } from '../../test/identity/people.ts';
import { anAct } from '../store/conformance/store-under-test.ts';
import { createLog } from '../telemetry/log.ts';
import { createSignIn } from './authenticate.ts';

test('with a second factor the password alone signs nobody in who does not go on to ask for the code; a token does', async (t) => {
  const { store, secrets, close } = await openPeople();
  t.after(close);
  const userId = 'id-of-mike';
  await store.beginSecondFactor({ userId, secret: 'GEZDGNBVGY3TQOJQ', atMs: 0 });
  const signIn = createSignIn({ accounts: store, tokens: store, now: () => 0, log: createLog({ level: 'silent', format: 'json' }) });
  const attempt = { identifier: 'mike', clientAddress: '192.0.2.1', signal: AbortSignal.timeout(60_000) };
  assert.equal((await signIn({ ...attempt, secret: password })).ok, true, 'not confirmed yet');
  await store.confirmSecondFactor({ userId, secret: 'GEZDGNBVGY3TQOJQ', step: 1, recoveryCodeHashes: [], atMs: 0, keepSessionId: undefined }, anAct());
  assert.deepEqual(await signIn({ ...attempt, secret: password }), { ok: false, failure: 'second-factor-required' });
  assert.deepEqual(await signIn({ ...attempt, secret: 'wrong' }), { ok: false, failure: 'bad-credentials' });
  assert.equal((await signIn({ ...attempt, secret: secrets.valid })).ok, true);
  const asked = await signIn({ ...attempt, secret: password, asksSecondFactor: true });
  assert.ok(asked.ok && asked.account?.hasSecondFactor === true);
});
