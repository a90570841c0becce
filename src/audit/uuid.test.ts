// UUIDs: unique, well-formed, and those of records in the order of time.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createUuids } from './uuid.ts';

test('a random one is of version 4', () => {
  const { random } = createUuids();
  for (let n = 0; n < 1000; n += 1) assert.match(random(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a timed one is of version 7 and begins with its time', () => {
  const { timed } = createUuids();
  for (let n = 0; n < 1000; n += 1) assert.match(timed(0x0123456789ab), /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('timed ones sort by time as text', () => {
  const { timed } = createUuids();
  const times = [0, 1, 255, 256, 1_700_000_000_000, 1_700_000_000_001, 2 ** 48 - 1];
  const ids = times.map(timed);
  assert.deepEqual(ids.toSorted(), ids);
});

test('no two are the same', () => {
  const { random, timed } = createUuids();
  const count = 10_000;
  assert.equal(new Set(Array.from({ length: count }, random)).size, count);
  assert.equal(new Set(Array.from({ length: count }, () => timed(1_700_000_000_000))).size, count);
});

test('every digit that is not fixed takes every value', () => {
  const { random } = createUuids();
  const seen = Array.from({ length: 36 }, () => new Set<string>());
  for (let n = 0; n < 2000; n += 1) Array.from(random()).forEach((digit, place) => seen[place]?.add(digit));
  assert.deepEqual(seen.map(({ size }) => size), Array.from('xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx', (place) => ({ '-': 1, '4': 1, y: 4 })[place] ?? 16));
});
