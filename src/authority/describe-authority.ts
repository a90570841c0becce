// An authority as administrators and clients may see it: without its key.
import { X509Certificate } from 'node:crypto';
import type { AuthorityCertificate, StoredAuthority } from './authority.port.ts';
import { stillValid, validityOf } from './make-authority.ts';

export interface AuthorityDescription {
  readonly certificatePem: string;
  /** `3F:9A:...` */
  readonly fingerprintSha256: string;
  /** `O=Pullgate, CN=Pullgate CA of acme 3f9a1c2e` */
  readonly subject: string;
  /** Milliseconds since the Unix epoch. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** DNS names; what is below them is permitted as well. */
  readonly permittedHosts: readonly string[];
}

/** With those that it took over from and that are valid still, newest first. */
export interface Authority extends AuthorityDescription {
  readonly former: readonly AuthorityDescription[];
}

export function describeAuthority(stored: StoredAuthority, nowMs: number): Authority {
  return { ...describeCertificate(stored), former: stillValid(stored.former, nowMs).map(describeCertificate) };
}

function describeCertificate({ certificatePem, permittedHosts }: AuthorityCertificate): AuthorityDescription {
  const { fingerprint256, subject } = new X509Certificate(certificatePem);
  return { certificatePem, fingerprintSha256: fingerprint256, subject: subject.replaceAll('\n', ', '), ...validityOf(certificatePem), permittedHosts };
}

/** As the log of what people do has it. */
export function describeForAct({ certificatePem, permittedHosts }: AuthorityCertificate): { readonly fingerprint_sha256: string; readonly permitted_hosts: readonly string[] } {
  return { fingerprint_sha256: new X509Certificate(certificatePem).fingerprint256, permitted_hosts: permittedHosts };
}
