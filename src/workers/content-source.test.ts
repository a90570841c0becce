// Content read from another process: the answers, how a blob's file grows, and leases that nobody forgets.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { WorkerCalls } from '../../test/workers/content-reader.ts';
import { parseDigest } from '../core/image/digest.ts';
import { UpstreamError } from '../gateway/cache/content-source.port.ts';
import type { BlobLease, ContentSource } from '../gateway/cache/content-source.port.ts';
import { createChannel } from './channel.ts';
import type { Channel } from './channel.ts';
import type { ContentCalls } from './content-calls.ts';
import { serveContentSource } from './serve-content-source.ts';
import { processWire } from './wire.ts';

const digest = parseDigest(`sha256:${'a'.repeat(64)}`);
const entry = fileURLToPath(import.meta.resolve('../../test/workers/content-reader.ts'));

/** A source whose one blob grows as the test says. */
function createGrowingSource() {
  const blob = { size: undefined as number | undefined, available: 0, isWhole: false, error: undefined as Error | undefined, answered: Promise.resolve() };
  const waiting = new Set<() => void>();
  const counts = { leased: 0, released: 0, aborted: 0 };
  const more: BlobLease['more'] = async (position, signal) => {
    signal.addEventListener('abort', () => (counts.aborted += 1), { once: true });
    while (blob.available <= position && !blob.isWhole) {
      if (blob.error !== undefined) throw blob.error;
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  };
  const lease = (): BlobLease => {
    counts.leased += 1;
    return { file: '/blob', size: blob.size, available: () => blob.available, isWhole: () => blob.isWhole, more, release: () => void (counts.released += 1) };
  };
  const source: ContentSource = {
    manifest: ({ reference, accept, repository }) =>
      Promise.resolve({ mediaType: `${repository} ${JSON.stringify(reference)} ${accept.join()}`, digest, size: 3, bytes: Buffer.from('abc'), freshUntilMs: 5, cacheStatus: { kind: 'stale', because: 'timeout', ageSeconds: 9 } }),
    blob: async ({ signal }) => {
      signal.addEventListener('abort', () => (counts.aborted += 1), { once: true });
      await blob.answered;
      return { kind: 'file', lease: lease(), cacheStatus: { kind: 'hit' } };
    },
    tags: ({ repository, n }) => Promise.resolve({ body: { name: repository, tags: [] }, next: { n: n ?? 0, last: 'z' } }),
    referrers: () => Promise.resolve({ index: { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [] }, filtersApplied: [] }),
    pushed: () => Promise.resolve(),
  };
  const change = (changes: Partial<typeof blob>): void => {
    Object.assign(blob, changes);
    for (const go of waiting) go();
    waiting.clear();
  };
  return { source, change, counts };
}

interface Started extends ReturnType<typeof createGrowingSource> {
  readonly child: ChildProcess;
  readonly worker: Channel<WorkerCalls>;
  /** After the leases of a worker that is gone were given back. */
  readonly gone: Promise<undefined>;
}

function start(t: TestContext): Started {
  const growing = createGrowingSource();
  const child = fork(entry, { serialization: 'advanced' });
  t.after(() => {
    // It ends by itself: one that is killed does not keep its compiled code for the next.
    if (child.connected) child.disconnect();
  });
  const gone = Promise.withResolvers<undefined>();
  const served = serveContentSource(growing.source);
  const onGone = (): void => {
    served.close();
    gone.resolve(undefined);
  };
  const worker = createChannel<WorkerCalls, ContentCalls>({ wire: processWire(child), handlers: served.handlers, onGone });
  return { ...growing, child, worker, gone: gone.promise };
}

async function until(condition: () => boolean): Promise<void> {
  for (const deadlineMs = Date.now() + 20_000; !condition(); ) {
    assert.ok(Date.now() < deadlineMs, 'in vain');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('manifests, tags and referrers arrive as the source found them', async (t) => {
  const { worker } = start(t);
  const found = await worker.call('manifest', undefined);
  assert.deepEqual(found, { mediaType: 'library/nginx {"kind":"tag","tag":"latest"} a/b', digest, size: 3, bytes: Buffer.from('abc'), freshUntilMs: 5, cacheStatus: { kind: 'stale', because: 'timeout', ageSeconds: 9 } });
  assert.deepEqual(await worker.call('others', undefined), [
    { body: { name: 'library/nginx', tags: [] }, next: { n: 3, last: 'z' } },
    { index: { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [] }, filtersApplied: [] },
  ]);
});

test('a lease tells how far the file has grown, waits for more, and is released once', async (t) => {
  const { worker, change, counts } = start(t);
  change({ available: 10 });
  assert.deepEqual(await worker.call('open', undefined), { file: '/blob', size: undefined, available: 10, isWhole: false });
  assert.equal((await worker.call('more', 9)).available, 10);
  const more = worker.call('more', 10);
  change({ available: 25 });
  assert.equal((await more).available, 25);
  const end = worker.call('more', 30);
  change({ available: 40, isWhole: true });
  assert.deepEqual(await end, { file: '/blob', size: undefined, available: 40, isWhole: true });
  await worker.call('release', undefined);
  await until(() => counts.released === 1);
});

test('a fetch that fails is the failure of who waits for more', async (t) => {
  const { worker, change } = start(t);
  await worker.call('open', undefined);
  const more = assert.rejects(worker.call('more', 0), (error) => error instanceof UpstreamError && error.kind === 'bad-response' && error.registry === 'docker.io');
  change({ error: new UpstreamError({ kind: 'bad-response', registry: 'docker.io', problem: 'sent wrong bytes' }) });
  await more;
});

test('a caller that leaves before the answer holds no lease', async (t) => {
  const { worker, change, counts } = start(t);
  const answered = Promise.withResolvers<undefined>();
  change({ answered: answered.promise.then(() => undefined) });
  const leave = new AbortController();
  const open = assert.rejects(worker.call('open', undefined, { signal: leave.signal }));
  await worker.call('others', undefined);
  leave.abort();
  await open;
  await until(() => counts.aborted === 1);
  answered.resolve(undefined);
  await until(() => counts.leased === 1 && counts.released === 1);
});

test('a worker that is killed gives back every lease, and its waits are aborted', async (t) => {
  const { worker, child, counts, gone } = start(t);
  await Promise.all([1, 2, 3].map(() => worker.call('open', undefined)));
  const more = assert.rejects(worker.call('more', 0));
  await worker.call('others', undefined);
  child.kill('SIGKILL');
  await Promise.all([more, gone]);
  assert.deepEqual(counts, { leased: 3, released: 3, aborted: 1 });
});
