// Moves the records of one segment of the journal to the store where they are read.
import type { JournalSegment } from './record-journal.port.ts';
import type { RecordStore } from './record-store.port.ts';

export interface MoveOptions {
  readonly store: Pick<RecordStore, 'insertRecords'>;
  /** Waited for after each batch, with what storing it took. */
  readonly rest?: (tookMs: number) => Promise<void>;
}

/** The segment goes only when the store has all of it: storing a record twice is storing it once. */
export async function moveSegment(segment: JournalSegment, { store, rest }: MoveOptions): Promise<void> {
  for await (const records of segment.read()) {
    const startedAt = performance.now();
    await store.insertRecords(records);
    await rest?.(performance.now() - startedAt);
  }
  await segment.remove();
}
