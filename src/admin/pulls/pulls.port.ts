// Reading the records of decisions.
import type { PullRecord } from '../../audit/pull-record.ts';

/** Every filter is optional; all given ones must match. */
export interface PullFilter {
  readonly effect?: PullRecord['effect'];
  readonly isEnforced?: boolean;
  readonly action?: PullRecord['action'];
  /** Inclusive. */
  readonly sinceMs?: number;
  /** Exclusive. */
  readonly untilMs?: number;
  /** In any case. */
  readonly subjectName?: string;
  readonly tokenId?: string;
  readonly registry?: string;
  /** A whole name, or with a `*` at its end the beginning of one. */
  readonly repository?: string;
  readonly tag?: string;
  readonly digest?: string;
  /** `docker.io/someuser/custom-image`, or a part of it. */
  readonly image?: string;
  readonly rule?: string;
  readonly category?: string;
  /** A part of it. */
  readonly reason?: string;
  /** A part of it. */
  readonly userAgent?: string;
  readonly clientAddress?: string;
  readonly requestId?: string;
}

/** A place in the order of records: behind it are those that are older, or of the same millisecond with a smaller id. */
export interface PullPosition {
  readonly timeMs: number;
  readonly id: string;
}

export interface FoundPulls {
  readonly records: readonly PullRecord[];
  /** Where to search on; absent when there is nothing more. A search that looked at many records ends with few found, or none, and says where it got to. */
  readonly next?: PullPosition;
}

export interface PullStore {
  /** Records that `organization` may read, newest first, from behind `after` on. */
  listPulls(organization: string, filter: PullFilter, page: { readonly limit: number; readonly after?: PullPosition }): Promise<FoundPulls>;
  /** One of them. */
  findPull(organization: string, id: string): Promise<PullRecord | undefined>;
}
