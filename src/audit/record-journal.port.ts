// Where a record is safe before its request is answered.
import type { PullRecord } from './pull-record.ts';

export type { PullRecord };

export interface RecordJournal {
  /** Resolves once the records would survive SIGKILL and power loss. Rejects when they may not (full disk). */
  append(records: readonly PullRecord[]): Promise<void>;
  /** Closes the current segment, and yields every closed segment not yet removed, oldest first, those of earlier processes included. */
  closedSegments(): Promise<readonly JournalSegment[]>;
  close(): Promise<void>;
}

export interface JournalSegment {
  readonly name: string;
  /** The whole records of the segment; a last line cut short by a crash was never acknowledged and is left out. */
  read(): AsyncIterable<readonly PullRecord[]>;
  remove(): Promise<void>;
}
