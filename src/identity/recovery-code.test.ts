// Recovery codes.
import assert from 'node:assert/strict';
import test from 'node:test';
import { hashRecoveryCode, isRecoveryCode, mintRecoveryCodes } from './recovery-code.ts';

test('ten codes, each its own, and their hashes in the same order', () => {
  const { codes, hashes } = mintRecoveryCodes('u-1');
  assert.equal(new Set([...codes, ...hashes]).size, 20);
  assert.deepEqual(codes.map((code) => hashRecoveryCode('u-1', code)), hashes);
  for (const code of codes) assert.match(code, /^[2-9a-hjkmnp-z]{4}(?:-[2-9a-hjkmnp-z]{4}){3}$/);
});

test('a code is the same in any case and spacing, and another for somebody else', () => {
  const [hash, ...others] = ['k3f9-a2mq-7xpd-vv4s', 'K3F9 A2MQ 7XPD VV4S', ' k3f9a2mq7xpdvv4s '].map((code) => hashRecoveryCode('u-1', code));
  for (const other of others) assert.equal(other, hash);
  assert.notEqual(hashRecoveryCode('u-2', 'k3f9-a2mq-7xpd-vv4s'), hash);
});

test('what is too short or too long is none', () => {
  for (const [text, expected] of [['k3f9-a2mq-7xpd-vv4s', true], ['123456', false], ['', false], ['k3f9-a2mq-7xpd-vv4', false], ['k3f9-a2mq-7xpd-vv4sx', false]] as const) assert.equal(isRecoveryCode(text), expected, text);
});
