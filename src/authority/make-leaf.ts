// Makes the certificate of one host.
import type { StoredAuthority } from './authority.port.ts';
import { leafExtensions } from './extensions.ts';
import { issueCertificate } from './issue-certificate.ts';
import { importPrivateKey } from './key.ts';
import type { PublicKey } from './key.ts';
import { validityOf } from './make-authority.ts';

const secondMs = 1000;
const hourMs = 3600 * secondMs;
/** Clients' clocks may be behind. */
const backdatedMs = hourMs;
/** From now on; with the hour before, a day. */
export const leafLifetimeMs = 23 * hourMs;

export interface NewLeaf {
  readonly host: string;
  readonly publicKey: PublicKey;
  readonly authority: Pick<StoredAuthority, 'certificatePem' | 'privateKeyPem'>;
  readonly now: () => number;
}

/** PEM: a TLS server certificate for `host` alone. Whether the authority permits the host is for the caller to ask. @throws AuthorityExpired */
export async function makeLeaf({ host, publicKey, authority, now }: NewLeaf): Promise<string> {
  const { notAfterMs } = validityOf(authority.certificatePem);
  if (notAfterMs <= now()) throw new AuthorityExpired(notAfterMs);
  return issueCertificate({
    publicKey,
    validity: { notBeforeMs: now() - backdatedMs, notAfterMs: Math.min(now() + leafLifetimeMs, notAfterMs) },
    extensions: (x509, keys) => leafExtensions(x509, { host, keys }),
    issuer: { certificatePem: authority.certificatePem, privateKey: importPrivateKey(authority.privateKeyPem) },
  });
}

/** The authority has come to its end: no client trusts what it signs. */
export class AuthorityExpired extends Error {
  override readonly name = 'AuthorityExpired';

  constructor(notAfterMs: number) {
    super(`the certificate authority expired at ${new Date(notAfterMs).toISOString()}: make another with pullgate ca rotate, and have clients trust it`);
  }
}
