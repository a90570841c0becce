// What is read out of before and after of an entry.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf } from './difference.ts';

test('only what differs is told, field by field', () => {
  const before = { role: 'member', team: null, settings: { enabled: false, mode: 'audit' } };
  const after = { role: 'owner', team: null, settings: { enabled: true, mode: 'audit' } };
  assert.deepEqual(differenceOf(before, after), [
    { field: 'role', before: 'member', after: 'owner' },
    { field: 'settings.enabled', before: 'no', after: 'yes' },
  ]);
});

test('what came or went has one side', () => {
  assert.deepEqual(differenceOf(null, { name: 'backend', description: '' }), [
    { field: 'name', before: undefined, after: 'backend' },
    { field: 'description', before: undefined, after: 'none' },
  ]);
  assert.deepEqual(differenceOf({ teams: ['backend', 'web'] }, null), [{ field: 'teams', before: 'backend, web', after: undefined }]);
});

test('lists of things are told thing by thing, empty ones as none', () => {
  assert.deepEqual(differenceOf({ allowlist: [] }, { allowlist: [{ pattern: 'grafana/*', note: 'x' }] }), [
    { field: 'allowlist', before: 'none', after: undefined },
    { field: 'allowlist.1.pattern', before: undefined, after: 'grafana/*' },
    { field: 'allowlist.1.note', before: undefined, after: 'x' },
  ]);
});

test('nothing on either side is no difference', () => {
  assert.deepEqual(differenceOf(null, null), []);
});
