// No more than so many at a time, no more than so many waiting, and no place is ever lost.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createTurns, TooManyWaiting } from './turns.ts';

const never = new AbortController().signal;
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('as many run at a time as there are places', async () => {
  const turns = createTurns({ placesMax: 2, waitingMax: 100 });
  let running = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++running);
    await soon();
    running--;
  };
  await Promise.all(Array.from({ length: 50 }, () => turns.take(work, never)));
  assert.equal(most, 2);
});

test('a full queue refuses at once', async () => {
  const turns = createTurns({ placesMax: 1, waitingMax: 1 });
  const first = turns.take(soon, never);
  const second = turns.take(soon, never);
  await assert.rejects(turns.take(soon, never), TooManyWaiting);
  await Promise.all([first, second]);
  await turns.take(soon, never);
});

test('work that fails and waits that are given up free their place', async () => {
  const turns = createTurns({ placesMax: 1, waitingMax: 5 });
  const abort = new AbortController();
  const failing = turns.take(async () => {
    await soon();
    throw new Error('failed');
  }, never);
  const givenUp = turns.take(soon, abort.signal);
  abort.abort(new Error('gone'));
  await Promise.all([assert.rejects(failing, { message: 'failed' }), assert.rejects(givenUp, { message: 'gone' })]);
  assert.equal(await turns.take(() => Promise.resolve('done'), never), 'done');
});

test('who has gone away already gets no place', async () => {
  const turns = createTurns({ placesMax: 1, waitingMax: 5 });
  await assert.rejects(turns.take(soon, AbortSignal.abort(new Error('gone'))), { message: 'gone' });
  assert.equal(await turns.take(() => Promise.resolve('done'), never), 'done');
});
