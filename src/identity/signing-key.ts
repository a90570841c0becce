// Makes the keys that sign what Pullgate issues.
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { SigningKey } from './signing-key.port.ts';

/**
 * The one algorithm of each purpose: Ed25519 is quick and short, and only Pullgate reads gateway tokens. Docker's own tools read
 * tokens of the admin API, and know no algorithm on curves.
 */
export const signingAlgorithms = { gateway: 'EdDSA', admin: 'RS256' } as const satisfies Record<SigningPurpose, string>;
export type SigningPurpose = 'gateway' | 'admin';

const rsaBits = 2048;

/** A new key as a JWK; `id` is its RFC 7638 thumbprint. */
export async function generateSigningKey(purpose: SigningPurpose): Promise<SigningKey> {
  const options = purpose === 'admin' ? { modulusLength: rsaBits } : { crv: 'Ed25519' };
  const { privateKey } = await generateKeyPair(signingAlgorithms[purpose], { ...options, extractable: true });
  const privateJwk = await exportJWK(privateKey);
  return { id: await calculateJwkThumbprint(privateJwk), privateJwk };
}

export interface KeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** The members of a JWK that are public (RFC 7517 section 4, RFC 7518 section 6, RFC 8037). */
const publicMembers = ['kty', 'crv', 'x', 'y', 'n', 'e'] as const;

/** @throws when the stored JWK is not one of the purpose's algorithm. */
export async function importSigningKey({ id, privateJwk }: SigningKey, purpose: SigningPurpose): Promise<KeyPair> {
  const algorithm = signingAlgorithms[purpose];
  const publicJwk = Object.fromEntries(publicMembers.filter((member) => member in privateJwk).map((member) => [member, privateJwk[member]]));
  const [privateKey, publicKey] = await Promise.all([importJWK(privateJwk as JWK, algorithm), importJWK(publicJwk as JWK, algorithm)]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) throw new Error(`signing key \`${id}\` is no private key of ${algorithm}`);
  return { privateKey, publicKey };
}
