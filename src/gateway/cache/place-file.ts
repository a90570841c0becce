// Puts a finished file in its place, so that it is there whole or not at all, whatever happens when.
import { link, mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../../disk/sync-folder.ts';

const ownerOnly = 0o700;
/** File systems without hard links answer one of these. */
const noLinks: ReadonlySet<unknown> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Moves `file`, whose bytes are safe on the disk, to `target`; resolves when that is safe as well. Rejects as Node's calls do. */
export async function moveFile(file: string, target: string): Promise<void> {
  await makeFolder(dirname(target));
  await rename(file, target);
  await syncFolder(dirname(target));
}

/**
 * As moveFile, but `file` stays readable under its own name as well, and the caller removes it. Where the file system cannot do
 * that it waits for `unread` and moves the file.
 */
export async function shareFile(file: string, target: string, unread: () => Promise<void>): Promise<void> {
  const second = `${file}.whole`;
  try {
    await link(file, second);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && noLinks.has(error.code))) throw error;
    await unread();
    await moveFile(file, target);
    return;
  }
  await moveFile(second, target);
}

/** Makes the folder, and has it and those above it that were made survive a power loss. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: ownerOnly });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}
