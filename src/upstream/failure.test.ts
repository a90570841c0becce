// Upstream's words and waits, as they may be shown.
import assert from 'node:assert/strict';
import test from 'node:test';
import { printable, readRetryAfter } from './failure.ts';

const nowMs = Date.UTC(2026, 0, 1);
const retryAfter: readonly (readonly [string | undefined, number | undefined])[] = [
  [undefined, undefined],
  ['30', 30],
  [' 0 ', 0],
  ['999999999', 86_400],
  ['Thu, 01 Jan 2026 00:02:00 GMT', 120],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
];

for (const [header, seconds] of retryAfter) {
  test(`Retry-After ${header ?? 'left out'} is ${seconds ?? 'none'}`, () => {
    assert.equal(readRetryAfter(header, nowMs), seconds);
  });
}

const words: readonly (readonly [string, string | undefined])[] = [
  ['plain words', 'plain words'],
  ['two\r\nlines\tand\u001b[31m red', 'two lines and [31m red'],
  ['  \n ', undefined],
  ['é', undefined],
  ['x'.repeat(300), 'x'.repeat(300)],
  ['x'.repeat(5000), `${'x'.repeat(297)}...`],
];

for (const [text, expected] of words) {
  test(`${JSON.stringify(text.slice(0, 30))} is shown as printable ASCII of at most 300 characters`, () => {
    assert.equal(printable(text), expected);
  });
}
