// Encryption of secrets at rest: AES-256-GCM, each sealed text bound to the place it is stored at.
//
//   v1.<base64url of nonce (12 bytes) | ciphertext | tag (16 bytes)>      additional data: the place, `table/row`
//
// A sealed text that is altered, moved to another row, or opened with another key does not open.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { StoreError } from './store-error.ts';

export const secretKeyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const version = 'v1.';

export interface Sealer {
  /** `place` names the table and the row, and has to be given again to open. */
  readonly seal: (plaintext: string, place: string) => string;
  /** Throws StoreError `wrong-secret-key` for whatever this key did not seal for this place. */
  readonly open: (sealed: string, place: string) => string;
}

/** Seals with `secretKey` (32 bytes). Throws StoreError `malformed-secret-key` for another length. */
export function createSealer(secretKey: Uint8Array): Sealer {
  if (secretKey.length !== secretKeyBytes) {
    throw new StoreError('malformed-secret-key', `the secret key has ${secretKey.length} bytes, not ${secretKeyBytes}: give the key that was made with this data folder`);
  }
  return {
    seal: (plaintext, place) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', secretKey, nonce).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return version + sealed.toString('base64url');
    },
    open: (sealed, place) => {
      const bytes = Buffer.from(sealed.slice(version.length), 'base64url');
      if (!sealed.startsWith(version) || bytes.length < nonceBytes + tagBytes) throw doesNotOpen(place);
      const decipher = createDecipheriv('aes-256-gcm', secretKey, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-tagBytes));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw doesNotOpen(place, cause);
      }
    },
  };
}

function doesNotOpen(place: string, cause?: unknown): StoreError {
  return new StoreError('wrong-secret-key', `what is stored at ${place} does not open with this secret key: restore the key file that belongs to this data folder`, { cause });
}
