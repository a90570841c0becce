// SQLite's result codes (sqlite.org/rescode.html) that a person can do something about, in sentences that say what.
import { StoreError } from '../store-error.ts';
import type { StoreErrorCode } from '../store-error.ts';

const explanations: Readonly<Record<number, { readonly code: StoreErrorCode; readonly sentence: (file: string) => string }>> = {
  5: { code: 'busy', sentence: (file) => `the database ${file} is being written by another process: try again` },
  8: { code: 'unreachable', sentence: (file) => `the database ${file} is read-only: let the user that runs pullgate write to the data folder` },
  10: { code: 'disk-failed', sentence: (file) => `the disk that holds ${file} does not read or write, nothing was changed: look at the disk and the system log` },
  11: { code: 'damaged', sentence: (file) => `the database ${file} is damaged: restore a backup of the data folder` },
  13: { code: 'disk-full', sentence: (file) => `the disk that holds ${file} is full, nothing was changed: free some space and try again` },
  14: { code: 'unreachable', sentence: (file) => `the database ${file} cannot be opened: make the data folder, and let the user that runs pullgate write there` },
  26: { code: 'not-a-database', sentence: (file) => `${file} is not a database: give pullgate a data folder of its own, or restore a backup of this one` },
};

/** The StoreError for an error that SQLite raised, and every other error as it is. */
export function explainSqliteError(error: unknown, file: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (!('errcode' in error) || typeof error.errcode !== 'number') return error;
  const primaryCode = error.errcode & 0xff; // the extended code's lowest byte
  const explanation = explanations[primaryCode];
  return explanation === undefined ? error : new StoreError(explanation.code, explanation.sentence(file), { cause: error });
}
