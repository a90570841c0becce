// Sizes as people type and read them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { formatCount, formatSize, parseSize } from './size.ts';

const GiB = 2 ** 30;

for (const [text, bytes] of [['50GiB', 50 * GiB], ['1.5 TB', 1.5e12], ['1048576', 2 ** 20], ['0', 0], ['10KB', 10_000]] as const) {
  test(`${text} is ${bytes} bytes`, () => assert.equal(parseSize(text), bytes));
}

for (const text of ['', 'GiB', '-1GiB', '1gib', '1,5GiB', '1e9', '5 bananas']) {
  test(`\`${text}\` is no size`, () => assert.throws(() => parseSize(text), /write a size such as/));
}

for (const [bytes, text] of [[0, '0 B'], [1023, '1023 B'], [1024, '1.0 KiB'], [12.3 * GiB, '12.3 GiB'], [1024 * GiB - 1, '1.0 TiB'], [2 ** 52, '4.0 PiB']] as const) {
  test(`${bytes} bytes are shown as ${text}`, () => assert.equal(formatSize(bytes), text));
}

test('counts are easy to read', () => assert.deepEqual([1, 1234567].map(formatCount), ['1', '1,234,567']));
