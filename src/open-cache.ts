// Composes the cache: its folder, index and content, what keeps them in order, and the source of content on top.
import type { CacheKeeper } from './admin/cache/cache.port.ts';
import type { CacheIndex } from './gateway/cache/cache-index.port.ts';
import type { ContentSource } from './gateway/cache/content-source.port.ts';
import type { ContentStore } from './gateway/cache/content-store.ts';
import { noContent } from './gateway/cache/no-content.ts';
import { openContentStore } from './gateway/cache/open-content.ts';
import { CacheFolderTaken, ownCacheFolder } from './gateway/cache/own-folder.ts';
import { cachePaths } from './gateway/cache/path.ts';
import { reportOnCache } from './gateway/cache/report.ts';
import { createRoom } from './gateway/cache/room.ts';
import type { Room } from './gateway/cache/room.ts';
import { createContentSource } from './gateway/cache/source.ts';
import { createCacheUpkeep } from './gateway/cache/upkeep.ts';
import { now } from './parts.ts';
import type { Parts } from './parts.ts';
import { openCacheIndex } from './store/cache-index/open-cache-index.ts';
import type { Upstreams } from './upstream/upstream-registry.ts';

export interface Cache {
  readonly source: ContentSource;
  /** Undefined while the cache is off. */
  readonly keeper?: CacheKeeper;
  /** Begins to keep it in order, in the background: once everything listens. */
  readonly startUpkeep: () => void;
}

/** @throws CacheFolderTaken. Whatever else is wrong with the folder turns the cache off, and is told in the log: pulls go on. */
export async function openCache(parts: Parts, upstreams: Upstreams): Promise<Cache> {
  const stored = parts.config.cache.isEnabled ? await openStorage(parts) : undefined;
  const { content, index } = stored ?? { content: noContent, index: openCacheIndex({ file: ':memory:', log: parts.log }) };
  const settings = parts.config.cache;
  const deliveries = new Map(parts.config.upstreams.map(({ registry, blobs }) => [registry, blobs]));
  const source = createContentSource({
    content,
    index,
    upstreams,
    settings,
    delivery: (registry) => deliveries.get(registry) ?? 'cache',
    hasPersons: (registry) => registry === parts.config.identity?.upstream,
    isEnabled: () => stored !== undefined,
    now,
    log: parts.log,
  });
  parts.closers.defer(() => source.close());
  if (stored === undefined) return { source, startUpkeep: () => undefined };

  const { folder } = settings;
  const { room } = stored;
  const upkeep = createCacheUpkeep({ paths: cachePaths(folder), index, content, room, now, log: parts.log });
  parts.closers.defer(() => upkeep.close());
  const report = (): ReturnType<CacheKeeper['report']> => reportOnCache({ folder, index, room, content, stats: source.stats });
  return { source, keeper: { report, prune: upkeep.prune, startVerify: upkeep.startVerify, verifyState: upkeep.verifyState }, startUpkeep: upkeep.start };
}

interface Stored {
  readonly index: CacheIndex;
  readonly content: ContentStore;
  readonly room: Room;
}

async function openStorage({ config, log, closers }: Parts): Promise<Stored | undefined> {
  const { folder, maxBytes, lowWaterShare } = config.cache;
  try {
    const lock = ownCacheFolder(folder);
    closers.defer(() => lock.release());
    const index = openCacheIndex({ file: cachePaths(folder).indexFile, log });
    closers.defer(() => index.close());
    const room = createRoom({ folder, maxBytes, lowWaterShare, bytes: index.totals().bytes, now, log });
    const content = await openContentStore({ folder, index, room, now, log });
    closers.defer(() => content.close());
    return { index, content, room };
  } catch (error) {
    if (error instanceof CacheFolderTaken) throw error;
    log.error({ error, folder }, 'the cache cannot be opened and is off, pulls go on without it: let the user that runs pullgate write to its folder, and restart pullgate');
    return undefined;
  }
}
