// Readers of a growing file: nobody waits for what is there, nobody gets the end before it is proven, nobody waits for ever.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import test from 'node:test';
import { createProgress } from './progress.ts';

const { signal } = new AbortController();

test('the last byte is held back until all are proven', async () => {
  const progress = createProgress();
  progress.expect(10);
  progress.wrote(4);
  assert.equal(progress.available(), 4);
  progress.wrote(10);
  assert.equal(progress.available(), 9);
  await progress.more(8, signal);
  const last = progress.more(9, signal);
  progress.finish();
  await last;
  assert.equal(progress.available(), 10);
  assert.equal(progress.isWhole(), true);
});

test('without a known size the newest byte is held back', () => {
  const progress = createProgress();
  assert.equal(progress.available(), 0);
  progress.wrote(4);
  assert.deepEqual([progress.available(), progress.size()], [3, undefined]);
  progress.wrote(5);
  progress.finish();
  assert.deepEqual([progress.available(), progress.size()], [5, 5]);
});

test('an empty file is whole at once when it is finished', async () => {
  const progress = createProgress();
  progress.expect(0);
  const waiting = progress.more(0, signal);
  progress.finish();
  await waiting;
  assert.deepEqual([progress.available(), progress.isWhole()], [0, true]);
});

test('each reader is woken when what it waits for is there', async () => {
  const progress = createProgress();
  progress.expect(100);
  const woken: number[] = [];
  const waiting = [5, 20, 90].map(async (position) => {
    await progress.more(position, signal);
    woken.push(position);
  });
  progress.wrote(10);
  await waiting[0];
  assert.deepEqual(woken, [5]);
  progress.wrote(50);
  await waiting[1];
  assert.deepEqual(woken, [5, 20]);
  progress.wrote(100);
  progress.finish();
  await Promise.all(waiting);
});

test('a failure reaches those who wait and those who come later, and nothing is available any more', async () => {
  const progress = createProgress();
  progress.expect(100);
  progress.wrote(50);
  const waiting = progress.more(60, signal);
  progress.fail(new Error('broken'));
  await assert.rejects(waiting, /broken/);
  await assert.rejects(progress.more(0, signal), /broken/);
  assert.equal(progress.available(), 0);
});

test('a signal ends the wait with its reason, and leaves no listener behind', async () => {
  const progress = createProgress();
  const leaving = new AbortController();
  const waiting = progress.more(0, leaving.signal);
  assert.equal(getEventListeners(leaving.signal, 'abort').length, 1);
  leaving.abort(new Error('left'));
  await assert.rejects(waiting, /left/);
  await assert.rejects(progress.more(0, leaving.signal), /left/);

  const staying = new AbortController();
  const served = progress.more(0, staying.signal);
  progress.wrote(2);
  await served;
  assert.deepEqual([leaving, staying].map((controller) => getEventListeners(controller.signal, 'abort').length), [0, 0]);
});

test('the first bytes come from memory before the file has them, never the last of all', async () => {
  const progress = createProgress();
  progress.expect(4);
  const waiting = progress.beginning(signal);
  const piece = Buffer.from('abcd');
  progress.began(piece);
  piece.fill('x');
  assert.equal((await waiting)?.toString(), 'abc');
  assert.equal(progress.available(), 0);
  progress.wrote(4);
  assert.equal(await progress.beginning(signal), undefined);
  assert.equal(progress.available(), 3);
});

test('whoever waits for the first bytes hears that there will be none', async () => {
  const progress = createProgress();
  const waiting = progress.beginning(signal);
  progress.fail(new Error('upstream is away'));
  await assert.rejects(waiting, /upstream is away/);
  await assert.rejects(progress.beginning(AbortSignal.abort(new Error('left'))), /left/);
});
