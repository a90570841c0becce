// The warning before an upstream's pulls run out.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createRateLimits } from './rate-limits.ts';

function open() {
  const warnings: object[] = [];
  return { warnings, limits: createRateLimits({ registry: 'docker.io', log: { warn: (fields) => void warnings.push(fields) } }) };
}

test('one warning when less than a tenth remains, and another only after there was plenty again', () => {
  const { warnings, limits } = open();
  const told = (remaining: number): number => {
    limits.set('gateway', { limit: 100, remaining, windowSeconds: 21_600, atMs: 1 });
    return warnings.length;
  };
  assert.deepEqual([100, 11, 10, 9, 8, 0, 12, 9].map(told), [0, 0, 0, 1, 1, 1, 1, 1]);
  assert.deepEqual([20, 9].map(told), [1, 2]);
  assert.deepEqual(warnings[0], { registry: 'docker.io', as: 'gateway', remaining: 9, limit: 100, windowSeconds: 21_600 });
  assert.deepEqual(limits.get('gateway'), { limit: 100, remaining: 9, windowSeconds: 21_600, atMs: 1 });
});

test('each identity has a limit of its own, and no warning comes where no limit is told', () => {
  const { warnings, limits } = open();
  limits.set('anonymous', { remaining: 1, atMs: 1 });
  limits.set('anonymous', { limit: 0, remaining: 0, atMs: 1 });
  assert.deepEqual([warnings.length, limits.get('gateway')], [0, undefined]);
  limits.set('anonymous', { limit: 10, remaining: 0, atMs: 1 });
  limits.set('gateway', { limit: 200, remaining: 19, atMs: 1 });
  assert.equal(warnings.length, 2);
});
