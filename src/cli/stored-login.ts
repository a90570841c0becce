// The login kept between commands: one server, one person, one personal access token, readable by its owner alone.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { CliFailure } from './failure.ts';

const storedLogin = z.object({
  server: z.url(),
  username: z.string().min(1),
  /** The personal access token. */
  token: z.string().min(1),
  /** Its id where `login` made it, so that `logout` can revoke it; null for one that the person brought. */
  token_id: z.string().nullable(),
});
export type StoredLogin = z.infer<typeof storedLogin>;

/** Where the login lies in `configFolder`. */
export function storedLoginFile(configFolder: string): string {
  return join(configFolder, 'cli.json');
}

/** Reads the stored login; undefined when there is none. Refuses a file that others can read, and a damaged one. */
export async function readStoredLogin(file: string): Promise<StoredLogin | undefined> {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new CliFailure(`${file} holds a token and others may read it: run chmod 600 ${file}`);
  }
  try {
    return storedLogin.parse(JSON.parse(text));
  } catch (cause) {
    throw new CliFailure(`${file} is damaged: remove it and run pullgate login`, { cause });
  }
}

/** Writes the login whole or not at all: a new file of mode 0600, moved into place. */
export async function writeStoredLogin(file: string, login: StoredLogin): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(login, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new CliFailure(`cannot write ${file}: ${cause instanceof Error ? cause.message : 'unknown reason'}`, { cause });
  }
}

/** Forgets the login. */
export async function removeStoredLogin(file: string): Promise<void> {
  await rm(file, { force: true });
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new CliFailure(`cannot read ${file}: ${cause instanceof Error ? cause.message : 'unknown reason'}`, { cause });
  }
}
