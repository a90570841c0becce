// Reads a configuration file of a client: there or not, never more than it may be.
import { open } from 'node:fs/promises';

const MiB = 1024 * 1024;

/** The first MiB of it; empty when it is not there, or not for this person to read. */
export async function readIfThere(file: string): Promise<string> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MiB), 0, MiB);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}
