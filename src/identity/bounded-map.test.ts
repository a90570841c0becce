// However many keys come, memory stays bounded, and what is in use stays.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createBoundedMap } from './bounded-map.ts';

test('never holds more than its size, whatever comes', () => {
  const map = createBoundedMap<number, string>(10);
  for (let key = 0; key < 1000; key++) {
    map.set(key, 'x');
    assert.ok(map.size() <= 10);
  }
});

test('what is used again and again stays, what is not goes', () => {
  const map = createBoundedMap<number, string>(10);
  map.set(-1, 'used');
  map.set(-2, 'unused');
  for (let key = 0; key < 1000; key++) {
    map.set(key, 'x');
    assert.equal(map.get(-1), 'used');
  }
  assert.equal(map.get(-2), undefined);
});

test('the half of its size that was used last is there', () => {
  const map = createBoundedMap<number, number>(10);
  for (let key = 0; key < 1000; key++) {
    map.set(key, key);
    for (let recent = Math.max(0, key - 4); recent <= key; recent++) assert.equal(map.get(recent), recent);
  }
});

test('setting a key again replaces its value, deleting removes it', () => {
  const map = createBoundedMap<string, number>(4);
  map.set('a', 1);
  map.set('b', 1);
  map.set('a', 2);
  assert.equal(map.get('a'), 2);
  map.delete('a');
  assert.equal(map.get('a'), undefined);
  assert.equal(map.get('b'), 1);
});
