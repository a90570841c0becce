// A token's secret can be told from a typing mistake without asking the store.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { hashSecret, inspectSecret, mintToken } from './secret.ts';
import type { AccessTokenKind } from './secret.ts';

const kinds = ['personal', 'organization'] as const satisfies readonly AccessTokenKind[];

for (const kind of kinds) {
  test(`a minted ${kind} token is recognized, and its hash is the SHA-256 of all of it`, () => {
    const { secret, hash } = mintToken(kind);
    assert.match(secret, kind === 'personal' ? /^pgt_pat_[0-9A-Za-z]{42}$/ : /^pgt_oat_[0-9A-Za-z]{42}$/);
    assert.equal(inspectSecret(secret), kind);
    assert.equal(hash, createHash('sha256').update(secret).digest('hex'));
    assert.equal(hash, hashSecret(secret));
  });
}

test('the checksum is the one that the documentation tells scanners to compute', () => {
  // Computed with another implementation: zlib.crc32(b"pgt_pat_" + b"0" * 36) in Python, as base62.
  assert.equal(inspectSecret(`pgt_pat_${'0'.repeat(36)}1WqEpU`), 'personal');
});

test('any one wrong character is noticed', () => {
  const { secret } = mintToken('personal');
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.split('');
  fc.assert(
    fc.property(fc.integer({ min: 'pgt_pat_'.length, max: secret.length - 1 }), fc.constantFrom(...alphabet), (position, character) => {
      fc.pre(secret.charAt(position) !== character);
      assert.equal(inspectSecret(secret.slice(0, position) + character + secret.slice(position + 1)), 'bad-checksum');
    }),
  );
});

test('a secret cut short or run on is noticed', () => {
  const { secret } = mintToken('organization');
  for (const text of [secret.slice(0, -1), `${secret}0`, `${secret} `, 'pgt_oat_']) assert.equal(inspectSecret(text), 'bad-checksum');
});

test('secrets do not repeat and use every character about equally', () => {
  const secrets = Array.from({ length: 2000 }, () => mintToken('personal').secret);
  assert.equal(new Set(secrets).size, secrets.length);
  const counts = new Map<string, number>();
  for (const character of secrets.flatMap((secret) => secret.slice('pgt_pat_'.length, -6).split(''))) counts.set(character, (counts.get(character) ?? 0) + 1);
  assert.equal(counts.size, 62);
  // 72,000 characters: 1161 of each are expected, and ten standard deviations are 340.
  for (const count of counts.values()) assert.ok(Math.abs(count - 1161) < 340);
});

for (const [text, kind] of [
  ['dckr_oat_7awgM4jG5SQvxcvmNzhKj8PQjxo', 'docker-organization'],
  ['dckr_pat_7awgM4jG5SQvxcvmNzhKj8PQjxo', 'docker-personal'],
  ['correct horse', 'password'],
  ['', 'password'],
  ['xpgt_pat_', 'password'],
] as const) {
  test(`\`${text}\` is taken for ${kind}`, () => assert.equal(inspectSecret(text), kind));
}
