// Makes the names in a folder survive a power loss: a new file's bytes alone are not enough.
import { open } from 'node:fs/promises';

/** Flushes the folder itself. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
