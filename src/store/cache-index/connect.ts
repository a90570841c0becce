// One connection to the index's file: opened in milliseconds, made when it is missing, set aside when it cannot be used.
import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StorageFailed } from '../../gateway/cache/cache-index.port.ts';
import type { Log } from '../../telemetry/log.ts';
import { isUnusable, UnusableIndex } from './index-error.ts';
import { applicationId, schema, schemaVersion } from './schema.ts';
import { transact } from './transact.ts';

/** One process owns the folder, so only somebody who looks into the file from outside is ever waited for. */
const busyTimeoutMs = 250;

/**
 * Opens `file` (mode 0600 when it is made). A file that is damaged, or not an index of this version, is moved to `FILE.damaged`,
 * over an earlier one, and a new one is made: the content itself is not lost with it.
 * @throws StorageFailed when the folder is missing or cannot be written to
 */
export function connect(file: string, log: Pick<Log, 'warn'>): DatabaseSync {
  try {
    return open(file);
  } catch (error) {
    if (!isUnusable(error)) throw asStorageFailed(error, file);
    setAside(file, error, log);
  }
  try {
    return open(file);
  } catch (error) {
    throw asStorageFailed(error, file);
  }
}

/** Moves the file away, with what belongs to it, and says so in the log. */
export function setAside(file: string, cause: unknown, log: Pick<Log, 'warn'>): void {
  const damaged = `${file}.damaged`;
  try {
    renameSync(file, damaged);
    for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
  } catch (error) {
    throw asStorageFailed(error, file);
  }
  log.warn({ file, damaged, problem: cause instanceof Error ? cause.message : String(cause) }, "the cache's index cannot be used: it was moved aside, and is begun anew");
}

export function asStorageFailed(error: unknown, file: string): StorageFailed {
  return error instanceof StorageFailed ? error : new StorageFailed(`the cache's index ${file} failed: look at the disk and at who may write there`, { cause: error });
}

function open(file: string): DatabaseSync {
  let connection: DatabaseSync | undefined;
  try {
    if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
    connection = new DatabaseSync(file, { timeout: busyTimeoutMs, allowExtension: false, defensive: true });
    const isNew = isEmpty(connection); // before the first write, so that another program's file stays as it was
    // Power loss may cost the last transactions, never the file: what is lost is asked of upstream again.
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF');
    if (isNew) transact(connection, () => connection?.exec(schema));
    return connection;
  } catch (error) {
    if (connection?.isOpen === true) connection.close();
    throw error;
  }
}

/** Throws UnusableIndex for a file that is neither empty nor an index of this version. */
function isEmpty(connection: DatabaseSync): boolean {
  const pragma = (name: string): unknown => connection.prepare(`PRAGMA ${name}`).get()?.[name];
  if (pragma('application_id') === applicationId && pragma('user_version') === schemaVersion) return false;
  if (connection.prepare('SELECT count(*) AS total FROM sqlite_schema').get()?.['total'] === 0) return true;
  throw new UnusableIndex('it is not an index of this version');
}
