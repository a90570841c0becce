// The Range header, as RFC 9110 has it.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { RegistryError } from './error.ts';
import { formatRange, parseContentRange, parseRange } from './range.ts';
import type { RangeRequest } from './range.ts';

const whole: RangeRequest = { kind: 'whole' };
const part = (first: number, last?: number): RangeRequest => ({ kind: 'part', first, ...(last === undefined ? {} : { last }) });

const cases: readonly (readonly [string | undefined, number | undefined, RangeRequest | 416])[] = [
  [undefined, 10, whole],
  ['', 10, whole],
  ['items=0-5', 10, whole],
  ['bytes=0-4', 10, part(0, 4)],
  ['bytes=0-4', undefined, part(0, 4)],
  ['BYTES = 0-4', 10, part(0, 4)],
  ['bytes=5-', 10, part(5, 9)],
  ['bytes=5-', undefined, part(5)],
  ['bytes=5-100', 10, part(5, 9)],
  ['bytes=9-9', 10, part(9, 9)],
  ['bytes=-3', 10, part(7, 9)],
  ['bytes=-30', 10, part(0, 9)],
  ['bytes=-3', undefined, { kind: 'suffix', length: 3 }],
  ['bytes=0-1,3-4', 10, whole],
  ['bytes=0-1,', 10, part(0, 1)],
  ['bytes=10-', 10, 416],
  ['bytes=10-20', 10, 416],
  ['bytes=-0', 10, 416],
  ['bytes=-0', undefined, 416],
  ['bytes=-1', 0, 416],
  ['bytes=0-', 0, 416],
  ['bytes=', 10, 416],
  ['bytes=-', 10, 416],
  ['bytes=a-b', 10, 416],
  ['bytes=4-3', 10, 416],
  ['bytes=1-2-3', 10, 416],
  ['bytes=0-1,x', 10, 416],
  ['bytes=0x1-2', 10, 416],
  ['bytes=0-99999999999999999999', 10, 416],
];

for (const [header, size, expected] of cases) {
  test(`${header ?? 'no Range'} of ${size ?? 'unknown'} bytes is ${JSON.stringify(expected)}`, () => {
    if (expected === 416) assert.throws(() => parseRange(header, size), (error) => error instanceof RegistryError && error.code === 'RANGE_INVALID' && error.status === 416);
    else assert.deepEqual(parseRange(header, size), expected);
  });
}

test('what is written reads back', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (first, length) => {
      for (const range of [part(first), part(first, first + length), { kind: 'suffix', length: length + 1 }] as const) assert.deepEqual(parseRange(formatRange(range)), range);
    }),
  );
  assert.equal(formatRange(whole), undefined);
});

const contentRanges: readonly (readonly [string | undefined, unknown])[] = [
  ['bytes 0-4/10', { first: 0, last: 4, size: 10 }],
  ['bytes 0-4/*', { first: 0, last: 4 }],
  ['bytes 4-3/10', undefined],
  ['bytes 0-10/10', undefined],
  ['bytes */10', undefined],
  ['items 0-4/10', undefined],
  [undefined, undefined],
];

for (const [header, expected] of contentRanges) {
  test(`Content-Range ${header ?? 'left out'} is ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(parseContentRange(header), expected);
  });
}
