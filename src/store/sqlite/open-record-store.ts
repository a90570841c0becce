// The store's records alone, for whoever moves them in a thread of its own: no secrets, so no key.
import type { RecordStore } from '../../audit/record-store.port.ts';
import { openDatabase } from './database.ts';
import { createRecordStore } from './records.ts';

export interface OpenRecordStore extends RecordStore {
  readonly close: () => void;
}

/** Opens the file that `openSqliteStore` made. Throws StoreError. */
export function openRecordStore(file: string): OpenRecordStore {
  const database = openDatabase(file);
  return { ...createRecordStore(database), close: database.close };
}
