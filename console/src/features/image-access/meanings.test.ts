// Entries of an allowlist are told apart by what they mean.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createMeanings } from './meanings.ts';

test('entries are told apart by what they mean; what is no pattern means nothing', () => {
  const { of, ofAll } = createMeanings();
  assert.deepEqual(['nginx', 'docker.io/library/nginx', 'nginx:1.27', '*'].map(of), ['docker.io/library/nginx', 'docker.io/library/nginx', undefined, undefined]);
  assert.deepEqual([...ofAll(['nginx', 'docker.io/library/nginx', { repository: 'b/b', note: 'why' }, '*'])], ['docker.io/library/nginx', 'docker.io/b/b']);
});

test('a list that was looked through is not again, and a longer one is another', () => {
  const { ofAll } = createMeanings();
  const list = ['a/a'];
  assert.equal(ofAll(list), ofAll(list));
  assert.deepEqual([...ofAll([...list, 'b/b'])], ['docker.io/a/a', 'docker.io/b/b']);
});
