// What is kept in memory is answered for as long as it may be, by whom it may be read, and within its room.
import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDigest } from '../core/image/digest.ts';
import type { FoundManifest } from './cache/content-source.port.ts';
import { createWarmManifests, warmKey } from './warm-manifests.ts';

const digest = parseDigest(`sha256:${'a'.repeat(64)}`);
const manifest: FoundManifest = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 1000, bytes: Buffer.alloc(1000), freshUntilMs: 100, cacheStatus: { kind: 'miss', isCollapsed: false } };

test('a manifest is answered until its time has come, as a hit', () => {
  let nowMs = 0;
  const warm = createWarmManifests({ now: () => nowMs });
  warm.keep('k', manifest);
  nowMs = 99;
  assert.deepEqual(warm.find('k'), { ...manifest, cacheStatus: { kind: 'hit' } });
  nowMs = 100;
  assert.equal(warm.find('k'), undefined);
  nowMs = 0;
  assert.equal(warm.find('k'), undefined);
});

test('what is stale stays so', () => {
  const warm = createWarmManifests({ now: () => 0 });
  const cacheStatus = { kind: 'stale', because: 'timeout', ageSeconds: 5 } as const;
  warm.keep('k', { ...manifest, cacheStatus });
  assert.deepEqual(warm.find('k')?.cacheStatus, cacheStatus);
});

test('a description without bytes, or past its time, is not kept, and what was there before is not answered any more', () => {
  const { bytes, ...described } = manifest;
  assert.ok(bytes);
  for (const other of [described, { ...manifest, freshUntilMs: 0 }]) {
    const warm = createWarmManifests({ now: () => 0 });
    warm.keep('k', manifest);
    warm.keep('k', other);
    assert.equal(warm.find('k'), undefined);
  }
});

test('over its room the one that was used the longest time ago goes first', () => {
  const warm = createWarmManifests({ now: () => 0, bytesMax: 5000 });
  for (const key of ['a', 'b', 'c']) warm.keep(key, manifest);
  assert.ok(warm.find('a'));
  warm.keep('d', manifest);
  assert.deepEqual(['a', 'b', 'c', 'd'].map((key) => warm.find(key) !== undefined), [true, false, true, true]);
  warm.keep('huge', { ...manifest, bytes: Buffer.alloc(6000) });
  assert.equal(warm.find('huge'), undefined);
  assert.ok(warm.find('d'));
});

test('keys tell apart audience, repository, reference, and for a tag what is accepted', () => {
  const tag = { kind: 'tag', tag: 'latest' } as const;
  const question = { registry: 'docker.io', repository: 'library/nginx', reference: tag, variant: 'im', audience: 'public' } as const;
  const others = [
    { ...question, audience: 'members' as const },
    { ...question, registry: 'ghcr.io' },
    { ...question, repository: 'library/redis' },
    { ...question, reference: { kind: 'tag', tag: '1' } as const },
    { ...question, reference: { kind: 'digest', digest } as const },
    { ...question, variant: 'm' },
  ];
  assert.equal(new Set([question, ...others].map(warmKey)).size, others.length + 1);
  const byDigest = { ...question, reference: { kind: 'digest', digest } as const };
  assert.equal(warmKey(byDigest), warmKey({ ...byDigest, variant: 'm' }));
});
