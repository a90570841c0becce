// Reading the records of decisions.
import type { PullRecord } from '../../audit/pull-record.ts';

/** Every filter is optional; all given ones must match. */
export interface PullFilter {
  readonly effect?: 'permit' | 'deny';
  readonly action?: PullRecord['action'];
  readonly sinceMs?: number;
  readonly untilMs?: number;
  readonly subjectName?: string;
  /** `docker.io/someuser/custom-image`, or a part of it. */
  readonly image?: string;
  readonly rule?: string;
  readonly category?: string;
}

export interface PullStore {
  /** Records that `organization` may read, newest first; `before` is the id of the last record of the page before. */
  listPulls(organization: string, filter: PullFilter, page: { readonly limit: number; readonly before?: string }): Promise<readonly PullRecord[]>;
}
