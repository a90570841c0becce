// Remembers of which repositories upstream has served a manifest without credentials: the proof that anybody may read them.
import type { Resource } from '../core/policy/access-request.ts';

const minuteMs = 60_000;

export interface PublicRepositories {
  /** Whether the repository was served without credentials a short while ago. */
  readonly has: (resource: Resource) => boolean;
  readonly add: (resource: Resource) => void;
  /** Forgets the proof: upstream has contradicted it. */
  readonly remove: (resource: Resource) => void;
}

/**
 * Holds at most `entriesMax` repositories, the longest unproven go first. A proof counts for `lifetimeMs`: so long can a
 * repository that has just been made private still be asked for with the gateway's credentials.
 */
export function createPublicRepositories({ now, lifetimeMs = 5 * minuteMs, entriesMax = 10_000 }: { readonly now: () => number; readonly lifetimeMs?: number; readonly entriesMax?: number }): PublicRepositories {
  // In the order of their proofs, oldest first.
  const provenAtMs = new Map<string, number>();
  return {
    has: (resource) => {
      const at = provenAtMs.get(keyOf(resource));
      return at !== undefined && now() - at < lifetimeMs;
    },
    add: (resource) => {
      const key = keyOf(resource);
      provenAtMs.delete(key);
      provenAtMs.set(key, now());
      for (const oldest of provenAtMs.keys()) {
        if (provenAtMs.size <= entriesMax) break;
        provenAtMs.delete(oldest);
      }
    },
    remove: (resource) => {
      provenAtMs.delete(keyOf(resource));
    },
  };
}

function keyOf({ registry, repository }: Resource): string {
  return `${registry}/${repository}`;
}
