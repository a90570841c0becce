// When a token ends, as chosen and as sent.
import assert from 'node:assert/strict';
import test from 'node:test';
import { expiresAt, isExpired } from './expiry.ts';

const nowMs = Date.parse('2026-11-22T09:00:00Z');

test('a token ends so many days from now, at the end of a day, or never', () => {
  assert.equal(expiresAt({ choice: '30', day: '' }, nowMs), '2026-12-22T09:00:00.000Z');
  assert.equal(expiresAt({ choice: 'never', day: '2026-12-01' }, nowMs), null);
  assert.equal(expiresAt({ choice: 'day', day: '2026-12-01' }, nowMs), new Date('2026-12-01T23:59:59').toISOString());
  for (const day of ['', '2026-13-01']) assert.equal(expiresAt({ choice: 'day', day }, nowMs), undefined, day);
});

test('what has no end is never over', () => {
  for (const at of [null, '', '2026-11-22T09:00:01Z']) assert.equal(isExpired(at, nowMs), false);
  assert.equal(isExpired('2026-11-22T09:00:00Z', nowMs), true);
});
