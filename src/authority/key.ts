// The keys of the authority and of the certificates it makes: ECDSA on P-256, which every client knows.
import { KeyObject, createHash, createPrivateKey, webcrypto } from 'node:crypto';

export type PublicKey = webcrypto.CryptoKey;
export type PrivateKey = webcrypto.CryptoKey;

export interface KeyPair {
  readonly publicKey: PublicKey;
  readonly privateKey: PrivateKey;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const identifierBytes = 20;

export async function generateKeyPair(): Promise<KeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** PEM, PKCS #8. */
export function exportPrivateKey(key: PrivateKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' });
}

/** @throws when the PEM holds no private key on P-256 */
export function importPrivateKey(pem: string): PrivateKey {
  return createPrivateKey(pem).toCryptoKey(algorithm, false, ['sign']);
}

/** @throws when it is no key on P-256 */
export function importPublicKey(key: KeyObject): PublicKey {
  return key.toCryptoKey(algorithm, true, ['verify']);
}

/** The identifier of a key in certificates: the first 160 bits of the SHA-256 of its bit string (RFC 7093, section 2, method 1). */
export async function keyIdentifier(key: PublicKey): Promise<Uint8Array> {
  const bits = await webcrypto.subtle.exportKey('raw', key);
  return createHash('sha256').update(new Uint8Array(bits)).digest().subarray(0, identifierBytes);
}
