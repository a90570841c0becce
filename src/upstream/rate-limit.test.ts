// Docker Hub's rate limit headers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { parseRateLimit } from './rate-limit.ts';

const cases: readonly (readonly [string | undefined, string | undefined, string | undefined, unknown])[] = [
  ['100;w=21600', '76;w=21600', '192.0.2.7', { limit: 100, remaining: 76, windowSeconds: 21_600, source: '192.0.2.7', atMs: 5 }],
  ['100;w=21600', '0', undefined, { limit: 100, remaining: 0, windowSeconds: 21_600, atMs: 5 }],
  [undefined, '7; w=60', undefined, { remaining: 7, windowSeconds: 60, atMs: 5 }],
  ['100', undefined, undefined, undefined],
  ['x', 'y', 'z', undefined],
  ['x', '5;q=1', undefined, undefined],
  [undefined, '5', 'two words', { remaining: 5, atMs: 5 }],
  [undefined, '-5', undefined, undefined],
];

for (const [limit, remaining, source, expected] of cases) {
  test(`limit ${String(limit)}, remaining ${String(remaining)}, source ${String(source)}`, () => {
    assert.deepEqual(parseRateLimit({ limit, remaining, source }, 5), expected);
  });
}
