// One piece of work for many, of whom each may leave.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createSingleFlight } from './single-flight.ts';

const never = new AbortController().signal;

test('those who wait for the same key share one piece of work, the next one starts anew', async () => {
  const flights = createSingleFlight<number>();
  let started = 0;
  const work = async (): Promise<number> => {
    started += 1;
    const mine = started;
    await new Promise((resolve) => setImmediate(resolve));
    return mine;
  };
  assert.deepEqual(await Promise.all([flights.join('a', never, work), flights.join('a', never, work), flights.join('b', never, work)]), [1, 1, 2]);
  assert.equal(await flights.join('a', never, work), 3);
});

test('a failure reaches everybody and is not kept', async () => {
  const flights = createSingleFlight<number>();
  const fail = (): Promise<number> => Promise.reject(new Error('no'));
  const results = await Promise.allSettled([flights.join('a', never, fail), flights.join('a', never, fail)]);
  assert.deepEqual(results.map(({ status }) => status), ['rejected', 'rejected']);
  assert.equal(await flights.join('a', never, () => Promise.resolve(1)), 1);
});

test('who leaves does not end the work of the others; when all have left it is ended', async () => {
  const flights = createSingleFlight<string>();
  const { promise, resolve } = Promise.withResolvers<string>();
  let ended = 0;
  const work = (signal: AbortSignal): Promise<string> => {
    signal.addEventListener('abort', () => (ended += 1));
    return promise;
  };
  const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
  const one = flights.join('a', first.signal, work);
  const two = flights.join('a', second.signal, work);
  first.abort(new Error('gone'));
  await assert.rejects(one, /gone/);
  assert.equal(ended, 0);
  resolve('done');
  assert.equal(await two, 'done');

  const alone = flights.join('b', third.signal, (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('ended')))));
  third.abort(new Error('gone too'));
  await assert.rejects(alone, /gone too/);
  await assert.rejects(flights.join('c', third.signal, work), /gone too/);
});
