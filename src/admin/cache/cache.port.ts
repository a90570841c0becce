// The cache, as its operator sees and mends it. The composition root hands in the gateway's; there is none while the cache is switched off, or could not be opened.

export interface CacheReport {
  /** Why nothing is kept now. */
  readonly problem?: string;
  readonly folder: string;
  readonly bytes: number;
  readonly maxBytes: number;
  readonly lowWaterBytes: number;
  readonly blobs: number;
  readonly manifests: number;
  /** Blobs that are arriving. */
  readonly flights: number;
  /** Of requests since the start. */
  readonly hits: number;
  readonly misses: number;
  readonly stale: number;
  readonly bypassed: number;
  readonly bytesFromCache: number;
  readonly bytesFromUpstream: number;
  /** Milliseconds since the Unix epoch. */
  readonly sinceMs: number;
}

export interface Verification {
  readonly state: 'idle' | 'running' | 'done' | 'failed';
  readonly checked: number;
  readonly total: number;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly wrong: readonly { readonly digest: string; readonly problem: 'wrong-bytes' | 'unreadable' | 'wrong-size' | 'file-missing' | 'not-indexed' }[];
  readonly failure?: string;
  /** Milliseconds since the Unix epoch. */
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
}

export interface CacheKeeper {
  readonly report: () => CacheReport;
  /** Down to a size, what was not used for so long, or both. What somebody reads stays. */
  readonly prune: (wish: { readonly maxBytes?: number; readonly unusedForMs?: number }) => Promise<{ readonly count: number; readonly bytes: number }>;
  /** Begins, unless one is under way. */
  readonly startVerify: () => Verification;
  readonly verifyState: () => Verification;
}
