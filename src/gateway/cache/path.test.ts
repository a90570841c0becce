// The layout on the disk: changing it means another version.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { parseDigest } from '../../core/image/digest.ts';
import { cachePaths } from './path.ts';

test('every path lies in the folder of its version', () => {
  const paths = cachePaths(join('data', 'cache'));
  const root = join('data', 'cache', 'v1');
  assert.equal(paths.root, root);
  assert.equal(paths.contentFile(parseDigest(`sha256:3f${'a'.repeat(62)}`)), join(root, 'content', 'sha256', '3f', `3f${'a'.repeat(62)}`));
  assert.equal(paths.contentFile(parseDigest(`sha512:07${'b'.repeat(126)}`)), join(root, 'content', 'sha512', '07', `07${'b'.repeat(126)}`));
  assert.equal(paths.incomingFolder, join(root, 'incoming'));
  assert.equal(paths.indexFile, join(root, 'index.db'));
  assert.equal(paths.lockFile, join(root, 'owner.lock'));
});
