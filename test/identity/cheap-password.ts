// A hash of a password that takes no time to verify, for people of tests in which the cost of a sign-in is not what is tested.
import { argon2Sync } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

const nonce = Buffer.from('of these people.');

/** A PHC string as those that password.ts makes, which says itself what it costs: 64 KiB, one pass. */
export function hashCheaply(password: string): string {
  const hash = argon2Sync('argon2id', { message: password, nonce, parallelism: 1, tagLength: 32, memory: 64, passes: 1 });
  return `$argon2id$v=19$m=64,t=1,p=1$${nonce.toString('base64').replaceAll('=', '')}$${hash.toString('base64').replaceAll('=', '')}`;
}

const busyTimeoutMs = 10_000;

/** Gives people of a database that a server may have open a password each, by user name: as the server hashes it, every sign-in would cost 50 ms of a processor. */
export function setCheapPasswords(file: string, passwords: Readonly<Record<string, string>>): void {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  const set = database.prepare('UPDATE users SET password_hash = ? WHERE name = ?');
  for (const [name, password] of Object.entries(passwords)) {
    if (set.run(hashCheaply(password), name).changes !== 1) throw new Error(`there is no ${name}`);
  }
  database.close();
}
