// A cache with real files and a real index, kept in order as the gateway's is, for the admin API to look after.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { CacheKeeper } from '../../src/admin/cache/cache.port.ts';
import { parseDigest } from '../../src/core/image/digest.ts';
import type { Digest } from '../../src/core/image/digest.ts';
import type { ContentStore } from '../../src/gateway/cache/content-store.ts';
import { openContentStore } from '../../src/gateway/cache/open-content.ts';
import { cachePaths } from '../../src/gateway/cache/path.ts';
import { reportOnCache } from '../../src/gateway/cache/report.ts';
import { createRoom } from '../../src/gateway/cache/room.ts';
import type { Room } from '../../src/gateway/cache/room.ts';
import { createCacheUpkeep } from '../../src/gateway/cache/upkeep.ts';
import { openCacheIndex } from '../../src/store/cache-index/open-cache-index.ts';
import { createLog } from '../../src/telemetry/log.ts';

const GiB = 2 ** 30;

export interface TestCache {
  readonly folder: string;
  readonly keeper: CacheKeeper;
  readonly content: ContentStore;
  readonly room: Room;
  readonly fileOf: (digest: Digest) => string;
  /** Puts content in place, used at that time. */
  readonly put: (bytes: Buffer, usedAtMs: number, mediaType?: string) => Digest;
}

/** Holds at most 10 GiB; gone after the test. */
export async function openCacheKeeper(t: TestContext, { now = Date.now }: { readonly now?: () => number } = {}): Promise<TestCache> {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-cache-'));
  const paths = cachePaths(folder);
  mkdirSync(paths.root);
  const log = createLog({ level: 'silent', format: 'json' });
  const index = openCacheIndex({ file: paths.indexFile, log });
  const room = createRoom({ folder, maxBytes: 10 * GiB, lowWaterShare: 0.9, bytes: 0, freeBytes: () => 100 * GiB, now, log });
  const content = await openContentStore({ folder, index, room, now, log });
  const upkeep = createCacheUpkeep({ paths, index, content, room, now, log });
  t.after(async () => {
    await upkeep.close();
    await content.close();
    index.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const stats = { hits: 90, misses: 5, stale: 3, bypassed: 2, bytesFromCache: 3 * GiB, bytesFromUpstream: GiB, sinceMs: Date.UTC(2026, 10, 21, 12) };
  return {
    folder,
    keeper: { report: () => reportOnCache({ folder, index, room, content, stats: () => stats }), prune: upkeep.prune, startVerify: upkeep.startVerify, verifyState: upkeep.verifyState },
    content,
    room,
    fileOf: paths.contentFile,
    put: (bytes, usedAtMs, mediaType) => {
      const digest = parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
      mkdirSync(dirname(paths.contentFile(digest)), { recursive: true });
      writeFileSync(paths.contentFile(digest), bytes);
      index.addContent({ digest, size: bytes.length, mediaType: mediaType ?? null, usedAtMs });
      room.stored(bytes.length);
      return digest;
    },
  };
}
