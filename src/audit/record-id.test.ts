// Record ids: unique, and in the order of time.
import assert from 'node:assert/strict';
import test from 'node:test';
import { newRecordId } from './record-id.ts';

test('an id is a UUID of version 7 that begins with its time', () => {
  assert.match(newRecordId(0x0123456789ab), /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('ids sort by time as text', () => {
  const times = [0, 1, 255, 256, 1_700_000_000_000, 1_700_000_000_001, 2 ** 48 - 1];
  const ids = times.map(newRecordId);
  assert.deepEqual(ids.toSorted(), ids);
});

test('ids of one millisecond differ', () => {
  assert.equal(new Set(Array.from({ length: 10_000 }, () => newRecordId(1_700_000_000_000))).size, 10_000);
});
