// An index that fails costs no pull, and opens nothing.
import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDigest } from '../../core/image/digest.ts';
import { openCacheIndex } from '../../store/cache-index/open-cache-index.ts';
import type { CacheIndex } from './cache-index.port.ts';
import { createKnowledge } from './knowledge.ts';
import { StorageFailed } from './storage-failed.ts';

const digest = parseDigest(`sha256:${'a'.repeat(64)}`);
const nginx = { registry: 'docker.io', repository: 'library/nginx' };
const app = { registry: 'docker.io', repository: 'acme/app' };
const silent = { warn: () => undefined };

test('nothing is known of an index that fails, nothing throws, and the log is told once', () => {
  const index = openCacheIndex({ file: ':memory:', log: silent });
  index.addLinks(nginx, 'served', [digest]);
  index.setPublicProof(nginx, { atMs: 0, digest });
  index.close();
  const warnings: string[] = [];
  const knowledge = createKnowledge(index, { warn: (_fields, message) => void warnings.push(message) });
  assert.deepEqual([knowledge.link(nginx, digest), knowledge.publicProof(nginx), knowledge.isServedByPublic(digest), knowledge.content(digest)], [undefined, undefined, false, undefined]);
  knowledge.addLinks(nginx, 'served', [digest]);
  knowledge.setTag(nginx, 'latest', '', { digest, mediaType: 'a/b', size: 1, confirmedAtMs: 0 });
  assert.equal(knowledge.tag(nginx, 'latest', ''), undefined);
  assert.equal(warnings.length, 1);
});

test('a proof that was refuted counts for nothing, though the index cannot be rid of it', () => {
  const real = openCacheIndex({ file: ':memory:', log: silent });
  let isReadOnly = false;
  const readOnly = (operation: () => void): void => {
    if (isReadOnly) throw new StorageFailed('read-only');
    operation();
  };
  const index: CacheIndex = { ...real, removePublicProof: (name) => readOnly(() => real.removePublicProof(name)), setPublicProof: (name, proof) => readOnly(() => real.setPublicProof(name, proof)) };
  const knowledge = createKnowledge(index, silent);
  knowledge.addLinks(app, 'served', [digest]);
  knowledge.setPublicProof(app, { atMs: 0, digest });
  assert.equal(knowledge.isServedByPublic(digest), true);
  isReadOnly = true;
  knowledge.removePublicProof(app);
  assert.deepEqual([knowledge.publicProof(app), knowledge.isServedByPublic(digest)], [undefined, false]);
  isReadOnly = false;
  knowledge.setPublicProof(app, { atMs: 5, digest });
  assert.deepEqual([knowledge.publicProof(app)?.atMs, knowledge.isServedByPublic(digest)], [5, true]);
  real.close();
});

test('tags that were to be forgotten count for nothing, though the index cannot be rid of them', () => {
  const real = openCacheIndex({ file: ':memory:', log: silent });
  let isReadOnly = true;
  const index: CacheIndex = {
    ...real,
    removeTag: () => {
      throw new StorageFailed('read-only');
    },
    removeTags: (name) => {
      if (isReadOnly) throw new StorageFailed('read-only');
      real.removeTags(name);
    },
  };
  const knowledge = createKnowledge(index, silent);
  const stored = { digest, mediaType: 'a/b', size: 1, confirmedAtMs: 0 };
  for (const name of [app, nginx]) knowledge.setTag(name, 'latest', '', stored);
  knowledge.removeTag(app, 'latest');
  assert.deepEqual([knowledge.tag(app, 'latest', ''), knowledge.tagVariants(app, 'latest'), knowledge.tag(nginx, 'latest', '')], [undefined, [], stored]);
  isReadOnly = false;
  assert.equal(knowledge.tag(app, 'latest', ''), undefined);
  knowledge.setTag(app, 'latest', '', stored);
  assert.deepEqual(knowledge.tag(app, 'latest', ''), stored);
  real.close();
});
