// A proof that a repository is public counts for it alone, for a while.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createPublicRepositories } from './public-repositories.ts';

const nginx = { registry: 'docker.io', repository: 'library/nginx' };

function named(repository: string) {
  return { registry: 'docker.io', repository };
}

test('a proof counts for its repository alone', () => {
  const proven = createPublicRepositories({ now: () => 0 });
  proven.add(nginx);
  assert.equal(proven.has(nginx), true);
  assert.equal(proven.has({ registry: 'ghcr.io', repository: 'library/nginx' }), false);
  assert.equal(proven.has(named('library/ngin')), false);
});

test('a proof ends with its lifetime, and is renewed by another', () => {
  let nowMs = 0;
  const proven = createPublicRepositories({ now: () => nowMs, lifetimeMs: 100 });
  proven.add(nginx);
  nowMs = 99;
  assert.equal(proven.has(nginx), true);
  nowMs = 100;
  assert.equal(proven.has(nginx), false);
  proven.add(nginx);
  assert.equal(proven.has(nginx), true);
});

test('a contradicted proof is forgotten', () => {
  const proven = createPublicRepositories({ now: () => 0 });
  proven.add(nginx);
  proven.remove(nginx);
  assert.equal(proven.has(nginx), false);
});

test('over its size the repository proven longest ago goes', () => {
  const proven = createPublicRepositories({ now: () => 0, entriesMax: 2 });
  proven.add(named('a/a'));
  proven.add(named('b/b'));
  proven.add(named('a/a'));
  proven.add(named('c/c'));
  assert.deepEqual(['a/a', 'b/b', 'c/c'].map((name) => proven.has(named(name))), [true, false, true]);
});
