// Sealed secrets open with their own key at their own place, and nowhere else.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createSealer } from './seal.ts';

const sealer = createSealer(new Uint8Array(32).fill(1));

test('what was sealed opens again, whatever it holds', () => {
  for (const plaintext of ['', 'password', 'pässwörd 🔑\n\0', 'x'.repeat(100_000)]) assert.equal(sealer.open(sealer.seal(plaintext, 'table/row'), 'table/row'), plaintext);
});

test('the same secret is sealed differently each time', () => {
  assert.notEqual(sealer.seal('password', 'table/row'), sealer.seal('password', 'table/row'));
});

test('the format names its version', () => {
  assert.match(sealer.seal('password', 'table/row'), /^v1\.[A-Za-z0-9_-]+$/);
});

const sealed = sealer.seal('password', 'table/row');
const flipped = (position: number): string => {
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  bytes.writeUInt8(bytes.readUInt8(position) ^ 1, position);
  return `v1.${bytes.toString('base64url')}`;
};
const closed: readonly (readonly [string, () => string])[] = [
  ['at another place', () => sealer.open(sealed, 'table/other')],
  ['with another key', () => createSealer(new Uint8Array(32).fill(2)).open(sealed, 'table/row')],
  ['with another nonce', () => sealer.open(flipped(0), 'table/row')],
  ['with an altered text', () => sealer.open(flipped(12), 'table/row')],
  ['with an altered tag', () => sealer.open(flipped(35), 'table/row')],
  ['cut short', () => sealer.open(sealed.slice(0, -8), 'table/row')],
  ['as another version', () => sealer.open(`v2.${sealed.slice(3)}`, 'table/row')],
  ['empty', () => sealer.open('', 'table/row')],
  ['as plain text', () => sealer.open('password', 'table/row')],
];
for (const [how, open] of closed) {
  test(`a sealed text does not open ${how}, and the error does not hold it`, () => {
    assert.throws(open, (error) => error instanceof Error && 'code' in error && error.code === 'wrong-secret-key' && !error.message.includes('password'));
  });
}

test('a key of another length is refused', () => {
  for (const length of [0, 16, 31, 33, 64]) assert.throws(() => createSealer(new Uint8Array(length)), { code: 'malformed-secret-key' });
});
