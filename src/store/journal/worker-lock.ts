// Who may touch which segments. Every worker that writes to the folder holds `<worker>.lock` for as long as its process
// lives. Who gets the lock of a worker that is gone owns its segments from then on.
import { join } from 'node:path';
import { lockFile } from '../../disk/lock-file.ts';
import type { FileLock } from '../../disk/lock-file.ts';
import { StoreError } from '../store-error.ts';

export interface WorkerLocks {
  /** Whether this process holds the worker's lock, which it tries to get when it does not. Never waits. */
  readonly hold: (worker: string) => boolean;
  readonly releaseAll: () => void;
}

export function createWorkerLocks(folder: string): WorkerLocks {
  const held = new Map<string, FileLock>();
  return {
    hold: (worker) => {
      if (held.has(worker)) return true;
      const lock = tryLock(join(folder, `${worker}.lock`));
      if (lock !== undefined) held.set(worker, lock);
      return lock !== undefined;
    },
    releaseAll: () => {
      for (const lock of held.values()) lock.release();
      held.clear();
    },
  };
}

function tryLock(file: string): FileLock | undefined {
  try {
    return lockFile(file);
  } catch (error) {
    throw new StoreError('unreachable', (error as Error).message, { cause: error });
  }
}
