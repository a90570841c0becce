// One-time passwords by the clock.
import assert from 'node:assert/strict';
import test from 'node:test';
import { URI } from 'otpauth';
import { isTotpCode, makeTotpSecret, matchTotpCode } from './totp.ts';

/** RFC 6238 appendix B: the seed is `12345678901234567890`; of its eight digits the last six. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test('codes are those of RFC 6238, one step early or late', async () => {
  for (const [seconds, code] of [[59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037'], [20000000000, '353130']] as const) {
    const step = Math.floor(seconds / 30);
    for (const drift of [-30, 0, 30]) assert.equal(await matchTotpCode({ secret, code, nowMs: (seconds + drift) * 1000 }), step, `${code} ${drift}`);
    for (const drift of [-60, 60]) assert.equal(await matchTotpCode({ secret, code, nowMs: (seconds + drift) * 1000 }), undefined, `${code} ${drift}`);
  }
});

test('what is no code of six digits matches nothing', async () => {
  for (const code of ['', '28708', '2870822', ' 287082', '28708a', '٢٨٧٠٨٢', '-28708', '2e5082']) {
    assert.equal(isTotpCode(code), false, code);
    assert.equal(await matchTotpCode({ secret, code, nowMs: 59_000 }), undefined, code);
  }
});

test('a new secret has 160 bits, and its address reads back whatever the host is called', async () => {
  const made = await makeTotpSecret({ host: 'gate.example.com:5000', name: 'jane' });
  assert.match(made.secret, /^[A-Z2-7]{32}$/);
  const read = URI.parse(made.uri);
  assert.deepEqual([read.issuer, read.label, read.secret.base32], ['Pullgate gate.example.com 5000', 'jane', made.secret]);
  assert.notEqual((await makeTotpSecret({ host: 'x', name: 'jane' })).secret, made.secret);
});
