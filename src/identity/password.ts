// Passwords as argon2id hashes: slow and hungry on purpose, and as slow for a name that does not exist.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

const KiB = 1024;
/** What OWASP's Password Storage Cheat Sheet recommends for argon2id: 19 MiB, two passes, one lane. */
const cost: Cost = { memoryKiB: 19 * KiB, passes: 2, parallelism: 1 };
/** RFC 9106 section 3.1 and 4. */
const saltBytes = 16;
const hashBytes = 32;

interface Cost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly parallelism: number;
}

interface PasswordHash {
  readonly cost: Cost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** The store holds something that is no PHC string of argon2id: a fault of the store, not of who signs in. */
export class InvalidPasswordHash extends Error {
  constructor() {
    super('stored password hash is not a PHC string of argon2id: set the password again');
    this.name = 'InvalidPasswordHash';
  }
}

/** Hashes a password for storing: a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return formatHash({ cost, salt, hash: await hashWith(password, { cost, salt, length: hashBytes }) });
}

/** Verified when there is no account: any constant hash that no password is known for. */
const nobody: PasswordHash = { cost, salt: Buffer.alloc(saltBytes), hash: Buffer.alloc(hashBytes) };

/**
 * Of an account whose people sign in with an identity provider: no password is known for it, and since it is a hash no registry's word opens the account either, as it
 * does one without (another registry's user of the same name is somebody else).
 */
export const noPasswordHash = formatHash(nobody);

/** Whether there is a password that somebody may know. `passwordHash`: as the store has it. */
export function hasPassword({ passwordHash }: { readonly passwordHash: string | null }): boolean {
  return passwordHash !== null && passwordHash !== noPasswordHash;
}

/**
 * Whether the password is the hash's. Without a hash (no such account, or no password) it takes the same time and is false.
 * Costs 19 MiB and some 30 ms: callers limit how many run at once.
 * @throws InvalidPasswordHash
 */
export async function verifyPassword(password: string, phc: string | undefined): Promise<boolean> {
  const stored = phc === undefined ? nobody : parseHash(phc);
  const hash = await hashWith(password, { cost: stored.cost, salt: stored.salt, length: stored.hash.length });
  return timingSafeEqual(hash, stored.hash) && phc !== undefined;
}

function hashWith(password: string, { cost: { memoryKiB, passes, parallelism }, salt, length }: { readonly cost: Cost; readonly salt: Buffer; readonly length: number }): Promise<Buffer> {
  // The same characters typed on another system may come as other code points: RFC 8265 section 4.2.2 says NFC.
  const message = password.normalize('NFC');
  return derive('argon2id', { message, nonce: salt, parallelism, tagLength: length, memory: memoryKiB, passes });
}

function formatHash({ cost: { memoryKiB, passes, parallelism }, salt, hash }: PasswordHash): string {
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${parallelism}$${toBase64(salt)}$${toBase64(hash)}`;
}

/** The bounds on the cost keep a damaged store from taking all memory. */
function parseHash(phc: string): PasswordHash {
  const match = /^\$argon2id\$v=19\$m=(\d{2,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/.exec(phc);
  if (match === null) throw new InvalidPasswordHash();
  const [, memory, passes, parallelism, salt = '', hash = ''] = match;
  return {
    cost: { memoryKiB: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** PHC strings have standard base64 without padding. */
function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
