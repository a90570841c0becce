// A hash of a password that takes no time to verify, for people of tests in which the cost of a sign-in is not what is tested.
import { argon2Sync } from 'node:crypto';

const nonce = Buffer.from('of these people.');

/** A PHC string as those that password.ts makes, which says itself what it costs: 64 KiB, one pass. */
export function hashCheaply(password: string): string {
  const hash = argon2Sync('argon2id', { message: password, nonce, parallelism: 1, tagLength: 32, memory: 64, passes: 1 });
  return `$argon2id$v=19$m=64,t=1,p=1$${nonce.toString('base64').replaceAll('=', '')}$${hash.toString('base64').replaceAll('=', '')}`;
}
