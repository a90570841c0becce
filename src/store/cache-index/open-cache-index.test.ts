// The index's guarantees, on real files.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { parseDigest } from '../../core/image/digest.ts';
import type { Digest } from '../../core/image/digest.ts';
import type { CacheIndex } from '../../gateway/cache/cache-index.port.ts';
import { StorageFailed } from '../../gateway/cache/storage-failed.ts';
import { applicationId, schemaVersion } from './schema.ts';
import { openCacheIndex } from './open-cache-index.ts';

const digestOf = (number: number): Digest => parseDigest(`sha256:${number.toString(16).padStart(64, '0')}`);
const [a, b, c] = [digestOf(1), digestOf(2), digestOf(3)];
const nginx = { registry: 'docker.io', repository: 'library/nginx' };
const app = { registry: 'docker.io', repository: 'acme/app' };
const ociManifest = 'application/vnd.oci.image.manifest.v1+json';

interface Opened {
  readonly file: string;
  readonly warnings: string[];
  /** Closes what is open, and opens the same file. */
  readonly reopen: () => CacheIndex;
}

function openIn(t: TestContext): Opened & { readonly index: CacheIndex } {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-cache-index-'));
  const file = join(folder, 'index.db');
  const warnings: string[] = [];
  let index: CacheIndex | undefined;
  const reopen = (): CacheIndex => {
    index?.close();
    return (index = openCacheIndex({ file, log: { warn: (_fields, message) => void warnings.push(message) } }));
  };
  t.after(() => {
    index?.close();
    rmSync(folder, { recursive: true });
  });
  return { file, warnings, reopen, index: reopen() };
}

test('everything is there again after a restart', (t) => {
  const { index: first, reopen, warnings } = openIn(t);
  const tag = { digest: a, mediaType: ociManifest, size: 10, confirmedAtMs: 5 };
  first.addContent({ digest: a, size: 10, mediaType: ociManifest, usedAtMs: 1 });
  first.addLinks(nginx, 'named', [b]);
  first.setTag(nginx, 'latest', 'v', tag);
  first.setPublicProof(nginx, { atMs: 7, digest: a });
  const index = reopen();
  assert.deepEqual(index.content(a), { digest: a, size: 10, mediaType: ociManifest, usedAtMs: 1 });
  assert.equal(index.link(nginx, b), 'named');
  assert.deepEqual(index.tag(nginx, 'latest', 'v'), tag);
  assert.deepEqual(index.publicProof(nginx), { atMs: 7, digest: a });
  assert.deepEqual(warnings, []);
});

test('totals count what is in place, however often it was added, changed and removed', (t) => {
  const { index } = openIn(t);
  assert.deepEqual(index.totals(), { blobs: 0, manifests: 0, bytes: 0 });
  index.addContent({ digest: a, size: 10, mediaType: null, usedAtMs: 1 });
  index.addContent({ digest: a, size: 10, mediaType: null, usedAtMs: 2 });
  index.addContent({ digest: b, size: 5, mediaType: ociManifest, usedAtMs: 1 });
  assert.deepEqual(index.totals(), { blobs: 1, manifests: 1, bytes: 15 });
  index.addContent({ digest: a, size: 12, mediaType: ociManifest, usedAtMs: 2 });
  assert.deepEqual(index.totals(), { blobs: 0, manifests: 2, bytes: 17 });
  index.removeContent(a);
  index.removeContent(a);
  index.removeContent(c);
  assert.deepEqual(index.totals(), { blobs: 0, manifests: 1, bytes: 5 });
});

test('a manifest that is found again without its type keeps it, and a use is never moved back', (t) => {
  const { index } = openIn(t);
  index.addContent({ digest: a, size: 10, mediaType: ociManifest, usedAtMs: 50 });
  index.addContent({ digest: a, size: 10, mediaType: null, usedAtMs: 20 });
  index.touch(new Map([[a, 30], [b, 30]]));
  assert.deepEqual(index.content(a), { digest: a, size: 10, mediaType: ociManifest, usedAtMs: 50 });
  assert.equal(index.content(b), undefined);
});

test('the least recently used come first, blobs before manifests, in pages', (t) => {
  const { index } = openIn(t);
  const uses: readonly [number, number, string | null][] = [[1, 40, null], [2, 10, ociManifest], [3, 20, null], [4, 30, null]];
  for (const [number, usedAtMs, mediaType] of uses) index.addContent({ digest: digestOf(number), size: 1, mediaType, usedAtMs });
  index.touch(new Map([[digestOf(3), 60]]));
  const order = (limit: number, offset: number): readonly Digest[] => index.leastRecentlyUsed(limit, offset).map(({ digest }) => digest);
  assert.deepEqual(order(10, 0), [4, 1, 3, 2].map(digestOf));
  assert.deepEqual(order(2, 1), [1, 3].map(digestOf));
});

test('content is found by the beginning of its digest', (t) => {
  const { index } = openIn(t);
  const all = ['3f', '3e', '40'].map((start) => parseDigest(`sha256:${start.padEnd(64, 'f')}`));
  for (const digest of all) index.addContent({ digest, size: 1, mediaType: null, usedAtMs: 1 });
  assert.deepEqual(index.contentUnder('sha256:3f').map(({ digest }) => digest), [all[0]]);
  assert.equal(index.contentUnder('sha256:').length, 3);
  assert.deepEqual(index.contentUnder('sha512:'), []);
});

test('a link that was served is never weakened, one that was named is strengthened', (t) => {
  const { index } = openIn(t);
  index.addLinks(nginx, 'served', [a]);
  index.addLinks(nginx, 'named', [a, b]);
  assert.deepEqual([a, b, c].map((digest) => index.link(nginx, digest)), ['served', 'named', undefined]);
  index.addLinks(nginx, 'served', [b]);
  assert.equal(index.link(nginx, b), 'served');
  assert.equal(index.link(app, a), undefined);
  assert.equal(index.link({ ...nginx, registry: 'ghcr.io' }, a), undefined);
});

test('content is public when a repository with a proof was served it: a name in its manifest is not enough', (t) => {
  const { index } = openIn(t);
  index.addLinks(app, 'served', [a]);
  index.addLinks(nginx, 'named', [a]);
  assert.equal(index.isServedByPublic(a), false);
  index.setPublicProof(nginx, { atMs: 1, digest: b });
  assert.equal(index.isServedByPublic(a), false);
  index.setPublicProof(app, { atMs: 1, digest: b });
  assert.equal(index.isServedByPublic(a), true);
  index.removePublicProof(app);
  assert.equal(index.isServedByPublic(a), false);
});

test('a tag is told apart by variant, replaced, and removed with all of them', (t) => {
  const { index } = openIn(t);
  const stored = { digest: a, mediaType: ociManifest, size: 1, confirmedAtMs: 1 };
  index.setTag(nginx, 'latest', 'x', stored);
  index.setTag(nginx, 'latest', 'y', stored);
  index.setTag(nginx, 'other', 'x', stored);
  index.setTag(nginx, 'latest', 'x', { ...stored, digest: b, confirmedAtMs: 2 });
  assert.equal(index.tag(nginx, 'latest', 'x')?.digest, b);
  assert.equal(index.tag(nginx, 'latest', 'y')?.digest, a);
  assert.deepEqual(index.tagVariants(nginx, 'latest').map(({ variant, stored: { digest, confirmedAtMs } }) => [variant, digest, confirmedAtMs]), [['x', b, 2], ['y', a, 1]]);
  index.removeTag(nginx, 'latest');
  assert.deepEqual(['x', 'y'].map((variant) => index.tag(nginx, 'latest', variant)), [undefined, undefined]);
  assert.equal(index.tag(nginx, 'other', 'x')?.digest, a);
});

test('all tags of a repository are removed, and one link of it, and nothing of another', (t) => {
  const { index } = openIn(t);
  const other = { registry: 'docker.io', repository: 'library/nginx2' };
  const stored = { digest: a, mediaType: ociManifest, size: 1, confirmedAtMs: 1 };
  for (const name of [nginx, other]) {
    for (const tag of ['latest', 'other']) index.setTag(name, tag, 'x', stored);
    index.addLinks(name, 'served', [a, b]);
  }
  index.removeTags(nginx);
  index.removeLink(nginx, a);
  assert.deepEqual([nginx, other].map((name) => ['latest', 'other'].filter((tag) => index.tag(name, tag, 'x') !== undefined).length), [0, 2]);
  assert.deepEqual([index.link(nginx, a), index.link(nginx, b), index.link(other, a)], [undefined, 'served', 'served']);
});

test('what leads to content, or was confirmed since, is not forgotten', (t) => {
  const { index } = openIn(t);
  const stored = { mediaType: ociManifest, size: 1 };
  index.addContent({ digest: a, size: 1, mediaType: null, usedAtMs: 1 });
  for (const [repository, confirmedAtMs] of [['old', 5], ['new', 15]] as const) {
    const name = { registry: 'docker.io', repository };
    index.addLinks(name, 'served', [a, b]);
    index.setTag(name, 'here', 'v', { ...stored, digest: a, confirmedAtMs });
    index.setTag(name, 'gone', 'v', { ...stored, digest: b, confirmedAtMs });
  }
  index.addLinks(app, 'served', [c]);
  index.setPublicProof(app, { atMs: 5, digest: c });
  index.forgetBefore(10);
  const kept = (repository: string): readonly boolean[] => {
    const name = { registry: 'docker.io', repository };
    return [index.link(name, a), index.link(name, b), index.tag(name, 'here', 'v'), index.tag(name, 'gone', 'v')].map((found) => found !== undefined);
  };
  assert.deepEqual(kept('old'), [true, false, true, false]);
  assert.deepEqual(kept('new'), [true, true, true, true]);
  assert.deepEqual([index.link(app, c), index.publicProof(app)], [undefined, undefined]);
});

const unusable: Readonly<Record<string, (file: string) => void>> = {
  'is no database': (file) => writeFileSync(file, 'hello, this is a text\n'.repeat(500)),
  'is of another program': (file) => execute(file, 'CREATE TABLE theirs (x)'),
  'is of another version': (file) => execute(file, `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion + 1}; CREATE TABLE later (x)`),
};

function execute(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

for (const [what, make] of Object.entries(unusable)) {
  test(`a file that ${what} is moved aside, told in the log, and begun anew`, (t) => {
    const { file, index, reopen, warnings } = openIn(t);
    index.close();
    rmSync(file);
    make(file);
    const before = readFileSync(file);
    const begun = reopen();
    assert.deepEqual(readFileSync(`${file}.damaged`), before);
    assert.equal(warnings.length, 1);
    begun.addContent({ digest: a, size: 1, mediaType: null, usedAtMs: 1 });
    assert.equal(reopen().totals().blobs, 1);
    assert.equal(warnings.length, 1);
  });
}

test('damage that shows only in use fails that operation, and the next one has a new index', (t) => {
  const { file, index, reopen, warnings } = openIn(t);
  for (let number = 0; number < 2000; number += 1) index.addContent({ digest: digestOf(number), size: 1, mediaType: null, usedAtMs: number });
  index.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, 8192);
  writeFileSync(file, bytes);
  const damaged = reopen();
  assert.throws(() => damaged.leastRecentlyUsed(5000, 0), StorageFailed);
  assert.equal(warnings.length, 1);
  assert.ok(existsSync(`${file}.damaged`));
  damaged.addContent({ digest: a, size: 3, mediaType: null, usedAtMs: 1 });
  assert.deepEqual(damaged.totals(), { blobs: 1, manifests: 0, bytes: 3 });
});

test('a folder that is not there, and an index that is closed, fail with StorageFailed', (t) => {
  const { file, index } = openIn(t);
  assert.throws(() => openCacheIndex({ file: join(file, 'nowhere', 'index.db'), log: { warn: () => undefined } }), StorageFailed);
  index.close();
  assert.throws(() => index.totals(), StorageFailed);
});

test('the files are readable by their owner alone', (t) => {
  const { file, index } = openIn(t);
  index.addContent({ digest: a, size: 1, mediaType: null, usedAtMs: 1 });
  const folder = join(file, '..');
  for (const name of readdirSync(folder)) assert.equal(statSync(join(folder, name)).mode & 0o077, 0, name);
});

test('the questions of a sweep and of a pull each read by an index, however much is in place', (t) => {
  const { file, index } = openIn(t);
  index.close();
  const database = new DatabaseSync(file);
  const planOf = (sql: string): string => database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map(({ detail }) => String(detail)).join('; ');
  assert.match(planOf('SELECT digest, size, media_type, used_at_ms FROM content ORDER BY media_type IS NOT NULL, used_at_ms LIMIT 5 OFFSET 0'), /^SCAN content USING INDEX content_by_use$/);
  assert.match(planOf("SELECT 1 FROM links JOIN proofs USING (repository) WHERE links.digest = 'x' AND links.kind = 'served' LIMIT 1"), /^SEARCH links USING COVERING INDEX links_by_digest .*; SEARCH proofs USING/);
  database.close();
});
