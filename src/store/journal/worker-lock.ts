// Who may touch which segments. Every worker that writes to the folder holds `<worker>.lock` for as long as its process
// lives: the kernel lets go of the lock when the process ends, however it ends, so there is no process id to misjudge, not
// even across containers that share the folder. Who gets the lock of a worker that is gone owns its segments from then on.
//
// Node has no call for locking files, so the lock is SQLite's: an exclusive transaction on an empty database that stays
// empty. Like SQLite itself this needs a local file system. A lock file is never removed: that could split a lock in two.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store-error.ts';

const sqliteBusy = 5; // sqlite.org/rescode.html#busy

export interface WorkerLocks {
  /** Whether this process holds the worker's lock, which it tries to get when it does not. Never waits. */
  readonly hold: (worker: string) => boolean;
  readonly releaseAll: () => void;
}

export function createWorkerLocks(folder: string): WorkerLocks {
  const held = new Map<string, DatabaseSync>();
  return {
    hold: (worker) => {
      if (held.has(worker)) return true;
      const lock = tryLock(join(folder, `${worker}.lock`));
      if (lock !== undefined) held.set(worker, lock);
      return lock !== undefined;
    },
    releaseAll: () => {
      for (const lock of held.values()) lock.close();
      held.clear();
    },
  };
}

function tryLock(file: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'); // nothing is written, so no journal file either
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw new StoreError('unreachable', `the lock file ${file} cannot be locked: let the user that runs pullgate write there, on a local disk`, { cause: error });
  }
}
