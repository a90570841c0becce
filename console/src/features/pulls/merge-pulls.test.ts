// New records come into the list once, in their place, and a gap is noticed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { arrivalsOf, mergePulls } from './merge-pulls.ts';

const record = (id: number) => ({ id: `r${id}`, time: `2026-11-22T10:00:0${id}.000Z` });
const list = (...ids: readonly number[]) => ids.map(record);

test('arrived records stand in their place, each once', () => {
  for (const [arrived, listed, merged] of [
    [[], [3, 2], [3, 2]],
    [[5, 4], [3, 2], [5, 4, 3, 2]],
    [[5, 3], [4, 2], [5, 4, 3, 2]],
    [[5, 1], [4, 2], [5, 4, 2, 1]],
    [[4, 2], [4, 3, 2], [4, 3, 2]],
    [[3], [], [3]],
  ] as const) {
    assert.deepEqual(mergePulls(list(...arrived), list(...listed)), list(...merged));
  }
});

test('records of the same moment are told apart by their ids', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, time: 't' })) as [{ id: string; time: string }, { id: string; time: string }, { id: string; time: string }];
  assert.deepEqual(mergePulls([b], [c, a]), [c, b, a]);
});

test('what is new is told from what is listed, and from a gap between them', () => {
  for (const [newest, listed, hasOlder, pulls, isGap] of [
    [[3, 2], [2, 1], true, [3], false],
    [[3, 2], [3, 2, 1], true, [], false],
    [[5, 4], [2, 1], true, [5, 4], true],
    [[5, 4], [], false, [5, 4], false],
    [[], [2, 1], false, [], false],
    [[4, 3, 2], [4, 2, 1], true, [3], false],
  ] as const) {
    assert.deepEqual(arrivalsOf(list(...newest), list(...listed), hasOlder), { pulls: list(...pulls), isGap });
  }
});
