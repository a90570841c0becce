// A cursor leads back to its place, and to no other.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readCursor, writeCursor } from './cursor.ts';

const scope = { organization: 'acme', filter: { effect: 'deny', repository: 'library/*' } } as const;
const position = { timeMs: 1_700_000_000_123, id: '018f0000-0000-7000-8000-000000000001' };
const cursor = writeCursor(position, scope);

test('a cursor leads back to its place, in whatever order the filters are given', () => {
  assert.deepEqual(readCursor(cursor, scope), position);
  assert.deepEqual(readCursor(cursor, { organization: 'acme', filter: { repository: 'library/*', effect: 'deny' } }), position);
});

test('a cursor needs no escaping in an address', () => assert.match(cursor, /^[\w-]+$/));

test('whatever is changed of a cursor, it is none', () => {
  for (let at = 0; at < cursor.length; at += 1) {
    for (const other of ['A', 'z', '_', ' ', '']) {
      const changed = cursor.slice(0, at) + other + cursor.slice(at + 1);
      if (changed !== cursor) assert.equal(readCursor(changed, scope), undefined, changed);
    }
  }
  for (const text of ['', 'abc', `${cursor}=`, `${cursor}A`, `${cursor}\n`, Buffer.from('1.a.').toString('base64url')]) assert.equal(readCursor(text, scope), undefined, text);
});

test('a cursor of another organization, or of other filters, is none', () => {
  assert.equal(readCursor(cursor, { ...scope, organization: 'globex' }), undefined);
  assert.equal(readCursor(cursor, { ...scope, filter: {} }), undefined);
  assert.equal(readCursor(cursor, { ...scope, filter: { ...scope.filter, effect: 'permit' } }), undefined);
});
