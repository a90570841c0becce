// How the cache handled a request, told to the client as RFC 9211 has it.
import type { UpstreamErrorKind } from '../upstream/error.ts';

export type CacheStatus =
  /** From the cache, fresh or just revalidated. */
  | { readonly kind: 'hit' }
  /** From the cache though it is past its time, because upstream could not be asked. */
  | { readonly kind: 'stale'; readonly because: UpstreamErrorKind; /** Since upstream last confirmed it. */ readonly ageSeconds: number }
  /** From upstream; `isCollapsed` when another request had begun the fetch. */
  | { readonly kind: 'miss'; readonly isCollapsed: boolean }
  /** From upstream, and not kept. */
  | { readonly kind: 'bypass' };

/** The value of the Cache-Status header: `pullgate; hit`, `pullgate; fwd=uri-miss; collapsed`, `pullgate; hit; ttl=-376; detail=rate-limited`. */
export function formatCacheStatus(status: CacheStatus): string {
  switch (status.kind) {
    case 'hit':
      return 'pullgate; hit';
    case 'stale':
      return `pullgate; hit; ttl=-${status.ageSeconds}; detail=${status.because}`;
    case 'miss':
      return status.isCollapsed ? 'pullgate; fwd=uri-miss; collapsed' : 'pullgate; fwd=uri-miss; stored';
    case 'bypass':
      return 'pullgate; fwd=bypass';
  }
}
