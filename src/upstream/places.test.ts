// Bodies wait for one another, questions do not.
import assert from 'node:assert/strict';
import test from 'node:test';
import { UpstreamError } from './error.ts';
import { createPlaces } from './places.ts';

const never = new AbortController().signal;

test('who waits longest gets the place that was freed, each place once', async () => {
  const places = createPlaces({ registry: 'docker.io', placesMax: 1, waitMs: 60_000 });
  const order: string[] = [];
  const leave = await places.enter(never);
  const second = places.enter(never).then((left) => (order.push('second'), left));
  const third = places.enter(never).then((left) => (order.push('third'), left));
  leave();
  leave();
  const leaveSecond = await second;
  assert.deepEqual(order, ['second']);
  leaveSecond();
  (await third)();
  assert.deepEqual(order, ['second', 'third']);
  (await places.enter(never))();
});

test('who waits too long, or leaves, gets none and takes none', async () => {
  const places = createPlaces({ registry: 'docker.io', placesMax: 1, waitMs: 20 });
  const leave = await places.enter(never);
  const abort = new AbortController();
  const left = assert.rejects(places.enter(abort.signal), /client went away/);
  abort.abort(new Error('client went away'));
  await left;
  await assert.rejects(places.enter(never), (error) => error instanceof UpstreamError && error.kind === 'timeout' && /is sending 1 blobs already, and none ended within 0\.02 s/.test(error.message));
  leave();
  (await places.enter(never))();
});
