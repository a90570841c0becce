// Manifests in memory, for as long as they may be answered without asking anybody.
import type { Audience, FoundManifest } from './cache/content-source.port.ts';
import type { ChangedRepository } from './changes.ts';
import type { TagOrDigest } from '../core/image/reference.ts';
import { identityKey } from '../upstream/identity-key.ts';

const MiB = 1024 * 1024;
/** What an entry takes besides its bytes and its key, roughly. */
const entryBytes = 500;

export interface WarmQuestion {
  readonly registry: string;
  readonly repository: string;
  readonly reference: TagOrDigest;
  /** Of what the client accepts (cache/variant.ts). */
  readonly variant: string;
  readonly audience: Audience;
}

export interface WarmManifests {
  /** With its bytes. Undefined when it has to be asked for. */
  readonly find: (key: string) => FoundManifest | undefined;
  readonly keep: (key: string, manifest: FoundManifest) => void;
  /** Whatever of the repository there is, for every audience. */
  readonly forget: (repository: ChangedRepository) => void;
}

/** Equal questions of equal audiences have the same key. A manifest by its digest is the same whatever is accepted. */
export function warmKey({ registry, repository, reference, variant, audience }: WarmQuestion): string {
  const who = typeof audience === 'string' ? audience : identityKey(audience.identity);
  return reference.kind === 'digest' ? `${who} ${registry}/${repository}@${reference.digest}` : `${who} ${registry}/${repository}:${reference.tag} ${variant}`;
}

/** Holds at most `bytesMax`; the one that was used the longest time ago goes first. */
export function createWarmManifests({ now, bytesMax = 64 * MiB }: { readonly now: () => number; readonly bytesMax?: number }): WarmManifests {
  const manifests = new Map<string, FoundManifest>();
  let bytes = 0;
  let lastUsed = '';
  const weightOf = (key: string, manifest: FoundManifest): number => (manifest.bytes?.byteLength ?? 0) + 2 * key.length + entryBytes;

  const remove = (key: string): void => {
    const manifest = manifests.get(key);
    if (manifest === undefined) return;
    bytes -= weightOf(key, manifest);
    manifests.delete(key);
  };
  return {
    find: (key) => {
      const manifest = manifests.get(key);
      if (manifest === undefined) return undefined;
      if (now() < manifest.freshUntilMs) {
        // The last in the map's order is the one that was used last.
        if (key !== lastUsed) {
          manifests.delete(key);
          manifests.set(key, manifest);
          lastUsed = key;
        }
        return manifest;
      }
      remove(key);
      return undefined;
    },
    forget: ({ registry, repository }) => {
      const about = [` ${registry}/${repository}:`, ` ${registry}/${repository}@`];
      for (const key of manifests.keys()) {
        if (about.some((text) => key.includes(text))) remove(key);
      }
    },
    keep: (key, manifest) => {
      remove(key);
      if (manifest.bytes === undefined || manifest.freshUntilMs <= now() || weightOf(key, manifest) > bytesMax) return;
      // Of what was fetched once, every further answer is from the cache.
      const { cacheStatus } = manifest;
      lastUsed = key;
      manifests.set(key, cacheStatus.kind === 'stale' ? manifest : { ...manifest, cacheStatus: { kind: 'hit' } });
      bytes += weightOf(key, manifest);
      for (const oldest of manifests.keys()) {
        if (bytes <= bytesMax) break;
        remove(oldest);
      }
    },
  };
}
