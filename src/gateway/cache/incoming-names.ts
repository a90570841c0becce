// Names of files that are being written: no two are the same, not even over restarts within one process's clean-up.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

const randomBytesCount = 8;

export function createIncomingNames(folder: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return join(folder, `${count}-${randomBytes(randomBytesCount).toString('hex')}`);
  };
}
