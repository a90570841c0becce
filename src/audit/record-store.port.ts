// Where records are kept for reading: by owners, auditors and statistics.
import type { PullRecord } from './pull-record.ts';

export type { PullRecord };

export interface RecordStore {
  /** All or nothing; a record whose id is already there is left as it is. */
  insertRecords(records: readonly PullRecord[]): Promise<void>;
  /** Removes the records older than `beforeMs`, notes that it did (when, how many, before when) and returns how many. */
  removeRecordsBefore(beforeMs: number, nowMs: number): Promise<number>;
}
