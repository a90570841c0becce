// The certificate authority as it is stored; its private key is kept encrypted at rest.
import type { Act } from '../audit/activity.port.ts';

/** A certificate of an authority. */
export interface AuthorityCertificate {
  /** PEM, self-signed. */
  readonly certificatePem: string;
  /** The DNS names that its name constraints permit, subdomains included. */
  readonly permittedHosts: readonly string[];
}

/** One that was replaced, and that clients may still trust. Its key is gone. */
export interface FormerAuthority extends AuthorityCertificate {
  /** PEM: its successor's name and key, signed by it before its key was thrown away. */
  readonly successorPem: string;
}

export interface StoredAuthority extends AuthorityCertificate {
  /** Another one for every authority: the SHA-256 fingerprint of the certificate. */
  readonly id: string;
  /** PEM, PKCS #8. */
  readonly privateKeyPem: string;
  /** Newest first: each vouches for the one before it in this list, the first for this authority. */
  readonly former: readonly FormerAuthority[];
}

export interface AuthorityStore {
  findAuthority(): Promise<StoredAuthority | undefined>;
  /** The one there is, or the one that `create` makes, stored; of processes that race all get the same one. `act` tells of one that was made. */
  findOrCreateAuthority(create: () => Promise<StoredAuthority>, act: (made: StoredAuthority) => Act): Promise<StoredAuthority>;
  /** Puts `next` in the place of the authority `id`, whose key is gone then. False, and nothing is changed, when another one is there by now. */
  replaceAuthority(id: string, next: StoredAuthority, act: Act): Promise<boolean>;
}
