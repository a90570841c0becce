// Room in the cache: its limit, its disk, and what is logged when the disk is no good.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createRoom } from './room.ts';
import type { RoomOptions } from './room.ts';
import { StorageFailed } from './storage-failed.ts';

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

function openRoom(options: Partial<RoomOptions> = {}) {
  const disk = { free: 100 * GiB };
  const clock = { nowMs: 1_000_000 };
  const lines: string[] = [];
  const logged = (level: string) => (_: object, message: string) => void lines.push(`${level}: ${message}`);
  const room = createRoom({ folder: '/cache', maxBytes: 10 * GiB, lowWaterShare: 0.9, bytes: 0, freeBytes: () => disk.free, now: () => clock.nowMs, log: { error: logged('error'), info: logged('info') }, ...options });
  let tellings = 0;
  room.onExcess(() => (tellings += 1));
  return { room, disk, clock, lines, tellings: () => tellings };
}

const errnoError = (code: string): Error => Object.assign(new Error(code), { code });

test('without a limit of its own the cache takes 80 % of what is free and of what it holds', () => {
  const { room } = openRoom({ maxBytes: undefined, bytes: 20 * GiB });
  assert.deepEqual(room.state(), { isStoring: true, bytes: 20 * GiB, maxBytes: 96 * GiB, lowWaterBytes: Math.floor(96 * GiB * 0.9) });
  room.corrected(10 * GiB);
  assert.equal(room.state().maxBytes, 104 * GiB, 'content that is found later was there at the start');
});

test('over the limit everything above the low water has to go', () => {
  const { room, tellings } = openRoom();
  room.stored(10 * GiB);
  assert.deepEqual([room.excessBytes(), tellings()], [0, 0]);
  room.stored(1);
  assert.deepEqual([room.excessBytes(), tellings()], [GiB + 1, 1]);
  room.removed(2 * GiB);
  assert.equal(room.excessBytes(), 0);
});

test('room is made for content before it arrives', () => {
  const { room, tellings } = openRoom();
  room.stored(9 * GiB);
  assert.equal(room.mayStore(4 * GiB), true);
  assert.deepEqual([room.excessBytes(), tellings()], [3 * GiB, 1]);
  room.swept();
  assert.equal(room.excessBytes(), 0);
});

test('what is larger than the whole cache is not kept, and nothing goes for it', () => {
  const { room, lines } = openRoom();
  room.stored(9 * GiB);
  assert.equal(room.mayStore(11 * GiB), false);
  assert.deepEqual([room.excessBytes(), lines], [0, []]);
});

test('a blob that the disk cannot take is not kept, and the cache stays on', () => {
  const { room, disk, lines } = openRoom();
  room.stored(5 * GiB);
  disk.free = GiB;
  assert.equal(room.mayStore(2 * GiB), false);
  assert.deepEqual([room.state().isStoring, room.excessBytes() > GiB, lines], [true, true, []]);
});

test('a disk that runs full turns the cache off with one line, gives room back, and on again once there is enough', () => {
  const { room, disk, clock, lines } = openRoom();
  room.stored(5 * GiB);
  disk.free = 200 * MiB;
  clock.nowMs += 1000;
  assert.equal(room.mayStore(undefined), false);
  assert.equal(room.mayStore(10), false);
  assert.equal(room.excessBytes(), 312 * MiB);
  assert.deepEqual(lines, ['error: the cache is off, and pulls go on from upstream: only 200 MiB are free on the disk of /cache, and 256 MiB must stay free: make room there, or set cache.max_size lower']);
  assert.match(room.state().problem ?? '', /^only 200 MiB/);
  disk.free = 2 * GiB;
  assert.equal(room.mayStore(10), false, 'not before 30 s');
  clock.nowMs += 30_000;
  assert.equal(room.mayStore(10), true);
  room.stored(10);
  assert.deepEqual([room.state().isStoring, lines.slice(1)], [true, ['info: the cache keeps content again']]);
});

test('what the disk has free shows in the state, whether or not anything is pulled', () => {
  const { room, disk, clock, lines } = openRoom();
  disk.free = 100 * MiB;
  clock.nowMs += 1000;
  assert.match(room.state().problem ?? '', /^only 100 MiB are free/);
  disk.free = GiB;
  clock.nowMs += 29_000;
  assert.equal(room.state().isStoring, false, 'not before 30 s');
  clock.nowMs += 1000;
  assert.deepEqual([room.state().isStoring, lines.length], [true, 2]);
});

test('a disk that takes no more although much is free, having no inodes left, is off until it takes something', () => {
  const { room, clock } = openRoom();
  room.failed(errnoError('ENOSPC'));
  clock.nowMs += 60_000;
  assert.equal(room.state().isStoring, false);
  room.mayStore(1);
  room.stored(1);
  assert.equal(room.state().isStoring, true);
});

test('what is cached stays when giving it away would not help the disk', () => {
  const { room, disk, clock } = openRoom();
  room.stored(10 * MiB);
  disk.free = 0;
  clock.nowMs += 1000;
  assert.equal(room.mayStore(1), false);
  assert.equal(room.excessBytes(), 0);
});

for (const [code, words] of [
  ['ENOSPC', /the disk of \/cache is full: make room there/],
  ['EROFS', /read-only: .* mount it writable/],
  ['EIO', /the disk of \/cache fails/],
  ['EACCES', /may not be written: let the user/],
  ['EWHATEVER', /cannot be used \(the index\): look into/],
] as const) {
  test(`${code}, wrapped or not, turns the cache off until it works again, with one line`, () => {
    const { room, clock, lines } = openRoom();
    room.failed(new StorageFailed('the index', { cause: errnoError(code) }));
    room.failed(errnoError(code));
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', words);
    room.stored(5);
    assert.equal(room.state().isStoring, false, 'what was begun before proves nothing');
    clock.nowMs += 30_000;
    assert.equal(room.mayStore(1), true);
    room.failed(errnoError(code));
    assert.deepEqual([room.mayStore(1), lines.length], [false, 1]);
    clock.nowMs += 30_000;
    room.stored(1);
    assert.deepEqual([room.state().isStoring, lines[1]], [true, 'info: the cache keeps content again']);
  });
}

test('the disk is looked at once a second, and before every big blob', () => {
  let looks = 0;
  const { room, clock } = openRoom({ freeBytes: () => (looks += 1) * GiB });
  for (let i = 0; i < 10; i += 1) room.mayStore(1);
  assert.equal(looks, 1);
  room.mayStore(64 * MiB);
  assert.equal(looks, 2);
  clock.nowMs += 1000;
  room.mayStore(undefined);
  assert.equal(looks, 3);
});
