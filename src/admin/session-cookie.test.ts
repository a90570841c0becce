// The cookie of a session.
import assert from 'node:assert/strict';
import test from 'node:test';
import { clearedSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts';

const secret = 'pgt_ses_abc';

test('under TLS the cookie belongs to this very host, and is read under that name alone', () => {
  assert.equal(sessionCookie(secret, { isSecure: true, maxAgeSeconds: 60.9 }), '__Host-pullgate_session=pgt_ses_abc; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax');
  assert.equal(sessionCookie(secret, { isSecure: false, maxAgeSeconds: 60 }), 'pullgate_session=pgt_ses_abc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax');
  assert.equal(clearedSessionCookie({ isSecure: true }), '__Host-pullgate_session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax');
});

test('the secret is found among other cookies, and nothing else is', () => {
  for (const [header, isSecure, expected] of [
    ['a=b; __Host-pullgate_session=pgt_ses_abc; c=d', true, secret],
    ['a=b; pullgate_session=pgt_ses_abc', false, secret],
    ['pullgate_session=pgt_ses_abc', true, undefined],
    ['__Host-pullgate_session=pgt_ses_abc', false, undefined],
    ['xpullgate_session=pgt_ses_abc', false, undefined],
    ['pullgate_session=', false, undefined],
    ['pullgate_session', false, undefined],
    [`pullgate_session=${'x'.repeat(20_000)}`, false, undefined],
    ['', false, undefined],
    [undefined, false, undefined],
  ] as const) {
    assert.equal(readSessionCookie(header, { isSecure }), expected, String(header).slice(0, 60));
  }
});
