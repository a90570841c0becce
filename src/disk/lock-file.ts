// A lock between processes that own files: the kernel lets go of it when the process ends, however it ends, so there is no
// process id to misjudge, not even across containers that share the folder.
//
// Node has no call for locking files, so the lock is SQLite's: an exclusive transaction on an empty database that stays
// empty. Like SQLite itself this needs a local file system. A lock file is never removed: that could split a lock in two.
import { DatabaseSync } from 'node:sqlite';

const sqliteBusy = 5; // sqlite.org/rescode.html#busy

export interface FileLock {
  readonly release: () => void;
}

/** Locks the file, which is made when missing; undefined while somebody else holds it. Never waits. Throws an Error when the file cannot be opened. */
export function lockFile(file: string): FileLock | undefined {
  let database: DatabaseSync | undefined;
  try {
    const opened = new DatabaseSync(file, { timeout: 0 });
    database = opened;
    opened.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'); // nothing is written, so no journal file either
    return { release: () => opened.close() };
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw new Error(`the lock file ${file} cannot be locked: let the user that runs pullgate write there, on a local disk`, { cause: error });
  }
}
