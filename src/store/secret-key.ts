// The key that encrypts secrets at rest, in a file of its own: 64 hexadecimal digits (`openssl rand -hex 32` makes one).
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../disk/sync-folder.ts';
import type { Log } from '../telemetry/log.ts';
import { secretKeyBytes } from './seal.ts';
import { StoreError } from './store-error.ts';

const keyText = new RegExp(`^[0-9a-f]{${secretKeyBytes * 2}}$`, 'i');
/** Far more than a key file has: what is longer is not read. */
const keyFileBytesMax = 256;

/**
 * Reads the key from `file`, or makes it (mode 0600, whole or not at all; of two processes that race, both get the same key).
 * No key is made where `database` is there already: it was encrypted under another one.
 * Warns when others may read the file. Throws StoreError `malformed-secret-key` for a file that holds anything else.
 */
export async function loadOrCreateSecretKey({ file, database, log }: { readonly file: string; readonly database: string; readonly log: Log }): Promise<Uint8Array> {
  const existing = await readKeyFile(file, log);
  if (existing !== undefined) return existing;
  if (existsSync(database)) {
    throw new StoreError('wrong-secret-key', `the secret key file ${file} is missing, and ${database} is encrypted under it: restore the file that belongs to this data folder`);
  }
  await createKeyFile(file);
  const created = await readKeyFile(file, log);
  if (created === undefined) throw new StoreError('unreachable', `the secret key file ${file} was removed while it was being made: start again`);
  return created;
}

async function readKeyFile(file: string, log: Log): Promise<Uint8Array | undefined> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new StoreError('unreachable', `the secret key file ${file} cannot be read: let the user that runs pullgate read it`, { cause: error });
  });
  if (handle === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(keyFileBytesMax), 0, keyFileBytesMax, 0);
    const text = buffer.toString('latin1', 0, bytesRead).trim();
    if (!keyText.test(text)) {
      throw new StoreError('malformed-secret-key', `the secret key file ${file} does not hold ${secretKeyBytes * 2} hexadecimal digits: restore the file that belongs to this data folder`);
    }
    const mode = (await handle.stat()).mode & 0o777;
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      log.warn({ file, mode: mode.toString(8) }, 'the secret key file can be read by other users of this machine: chmod 600 it');
    }
    return Buffer.from(text, 'hex');
  } finally {
    await handle.close();
  }
}

/** Writes beside the place, then links into it: nobody ever sees half a key, and nobody's key is replaced. */
async function createKeyFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(secretKeyBytes).toString('hex')}\n`);
    await handle.sync();
    await link(beside, file).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  } finally {
    await handle.close();
    await rm(beside);
  }
  await syncFolder(dirname(file));
}
