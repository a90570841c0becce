// The spans of time that the overview asks the statistics for.
import assert from 'node:assert/strict';
import test from 'node:test';
import { rangeBefore, rangeOf } from './period.ts';

const nowMs = Date.UTC(2026, 10, 22, 8, 15, 30);

for (const [period, from, to, interval] of [
  ['24h', '2026-11-21T09:00:00.000Z', '2026-11-22T09:00:00.000Z', 'hour'],
  ['7d', '2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z', 'day'],
  ['30d', '2026-10-24T00:00:00.000Z', '2026-11-23T00:00:00.000Z', 'day'],
  ['90d', '2026-08-25T00:00:00.000Z', '2026-11-23T00:00:00.000Z', 'day'],
] as const) {
  test(`the last ${period} are whole intervals up to the end of the one that is now`, () => {
    assert.deepEqual(rangeOf(period, nowMs), { from, to, interval });
  });
}

test('the time before is as long, and ends where this one begins', () => {
  assert.deepEqual(rangeBefore(rangeOf('7d', nowMs)), { from: '2026-11-09T00:00:00.000Z', to: '2026-11-16T00:00:00.000Z', interval: 'day' });
});

test('on the hour the new hour has begun', () => {
  assert.equal(rangeOf('24h', Date.UTC(2026, 10, 22, 9)).to, '2026-11-22T10:00:00.000Z');
});
