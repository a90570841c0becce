import assert from 'node:assert/strict';
import test from 'node:test';
import type { InvalidDigestCode } from './digest.ts';
import { parseDigest } from './digest.ts';

const hex = (length: number): string => '9'.repeat(length);

test('sha256 and sha512 digests of their own length in lower case are accepted as they stand', () => {
  for (const text of [`sha256:${hex(64)}`, `sha512:${hex(128)}`]) assert.equal(parseDigest(text), text);
});

const refused: readonly { readonly text: string; readonly code: InvalidDigestCode }[] = [
  { text: '', code: 'format' },
  { text: 'sha256', code: 'format' },
  { text: 'sha256:', code: 'format' },
  { text: `:${hex(64)}`, code: 'format' },
  { text: `sha256:${hex(63)}`, code: 'length' },
  { text: `sha256:${hex(65)}`, code: 'length' },
  { text: `sha256:${hex(128)}`, code: 'length' },
  { text: `sha512:${hex(64)}`, code: 'length' },
  { text: `sha256:${hex(63)}A`, code: 'format' },
  { text: `sha256:${hex(63)}g`, code: 'format' },
  { text: `sha256:${hex(63)}\n`, code: 'format' },
  { text: `sha256:../../${hex(58)}`, code: 'format' },
  { text: `SHA256:${hex(64)}`, code: 'format' },
  { text: `sha384:${hex(96)}`, code: 'unsupported' },
  { text: `md5:${hex(32)}`, code: 'unsupported' },
  { text: `constructor:${hex(64)}`, code: 'unsupported' },
  { text: 'blake3+b64:abc=', code: 'unsupported' },
  { text: 'sha 1:abc', code: 'format' },
];

test('any other digest is refused, each for its own reason', () => {
  for (const { text, code } of refused) assert.throws(() => parseDigest(text), { name: 'InvalidDigest', code }, text);
});
