// A chart is cut into whole intervals of UTC.
import assert from 'node:assert/strict';
import test from 'node:test';
import { intervalsOf } from './spans.ts';

for (const [interval, from, to, first, end, count] of [
  ['hour', '2026-11-21T10:20:00Z', '2026-11-21T12:00:00Z', '2026-11-21T10:00:00.000Z', '2026-11-21T12:00:00.000Z', 2],
  ['hour', '2026-11-21T10:00:00Z', '2026-11-21T10:00:00.001Z', '2026-11-21T10:00:00.000Z', '2026-11-21T11:00:00.000Z', 1],
  ['day', '2026-10-24T23:30:00+02:00', '2026-10-26T00:00:00Z', '2026-10-24T00:00:00.000Z', '2026-10-26T00:00:00.000Z', 2],
  ['day', '2028-02-28T00:00:00Z', '2028-03-01T00:00:00Z', '2028-02-28T00:00:00.000Z', '2028-03-01T00:00:00.000Z', 2],
  ['week', '2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z', '2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z', 1],
  ['week', '2026-11-23T00:00:00Z', '2026-12-01T00:00:00Z', '2026-11-23T00:00:00.000Z', '2026-12-07T00:00:00.000Z', 2],
] as const) {
  test(`${interval}: ${from} to ${to}`, () => {
    const intervals = intervalsOf(interval, Date.parse(from), Date.parse(to));
    assert.ok(intervals);
    assert.deepEqual([intervals.startOf(0), intervals.startOf(intervals.count), intervals.count], [first, end, count]);
    assert.equal(intervals.indexOf(intervals.fromHour), 0);
    assert.equal(intervals.indexOf(intervals.toHour - 1), intervals.count - 1);
  });
}

test('more intervals than a chart may have are none', () => {
  const hour = 3_600_000;
  assert.equal(intervalsOf('hour', 0, 1000 * hour)?.count, 1000);
  assert.equal(intervalsOf('hour', 0, 1001 * hour), undefined);
});
