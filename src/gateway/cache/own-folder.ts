// One process owns the folder of the cache: two would remove each other's incoming files, and count each other's bytes wrongly.
import { mkdirSync } from 'node:fs';
import { lockFile } from '../../disk/lock-file.ts';
import type { FileLock } from '../../disk/lock-file.ts';
import { cachePaths } from './path.ts';

const ownerOnly = 0o700;

/** Another process has the folder. The message says what to do. */
export class CacheFolderTaken extends Error {
  override readonly name = 'CacheFolderTaken';
}

/**
 * Makes the folder and takes it, before anything else in it is opened, until the lock is released or the process ends.
 * @throws CacheFolderTaken, or what Node fails with when the disk cannot be written
 */
export function ownCacheFolder(folder: string): FileLock {
  const { root, lockFile: file } = cachePaths(folder);
  mkdirSync(root, { recursive: true, mode: ownerOnly });
  const lock = lockFile(file);
  if (lock === undefined) throw new CacheFolderTaken(`another pullgate has its cache in ${folder}: stop it, or give this one another cache.folder`);
  return lock;
}
