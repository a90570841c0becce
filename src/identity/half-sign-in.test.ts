// Sign-ins whose code is still to come.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createHalfSignIns, halfSignInLifetimeMs } from './half-sign-in.ts';

const account = { id: 'u-1', credentialVersion: 3 };

test('a token is good for one sign-in, for five minutes and five codes', () => {
  let nowMs = 0;
  const halves = createHalfSignIns({ now: () => nowMs });
  const done = halves.begin(account);
  assert.deepEqual(halves.find(done), { accountId: 'u-1', credentialVersion: 3 });
  assert.deepEqual([halves.finish(done), halves.finish(done), halves.find(done)], [true, false, undefined]);

  const guessed = halves.begin(account);
  assert.deepEqual(Array.from({ length: 6 }, () => halves.find(guessed) !== undefined), [true, true, true, true, true, false]);

  const late = halves.begin(account);
  nowMs += halfSignInLifetimeMs;
  assert.equal(halves.find(late), undefined);
});

test('tokens cannot be told from one another, and an unknown one is nobody\'s', () => {
  const halves = createHalfSignIns({ now: () => 0 });
  const tokens = [halves.begin(account), halves.begin(account)];
  for (const token of tokens) assert.match(token, /^[\w-]{43}$/);
  assert.notEqual(tokens[0], tokens[1]);
  for (const unknown of ['', 'x', 'A'.repeat(43)]) assert.equal(halves.find(unknown), undefined);
});
