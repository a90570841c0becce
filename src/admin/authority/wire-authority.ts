// The certificate authority as the API writes it.
import type { StoredAuthority } from '../../authority/authority.port.ts';
import { describeAuthority } from '../../authority/describe-authority.ts';
import type { AuthorityDescription } from '../../authority/describe-authority.ts';
import { hostsNotPermitted } from '../../authority/permitted-host.ts';
import type { AuthorityCertificate, CertificateAuthority } from '../../contract/certificate-authority.ts';
import { wireTime } from '../wire-time.ts';

/** `hosts` are those that are to be taken over. */
export function wireAuthority(stored: StoredAuthority, { hosts, nowMs }: { readonly hosts: readonly string[]; readonly nowMs: number }): CertificateAuthority {
  const authority = describeAuthority(stored, nowMs);
  return {
    ...wireCertificate(authority),
    hosts_not_permitted: [...hostsNotPermitted(hosts, authority.permittedHosts)],
    former: authority.former.map(wireCertificate),
  };
}

function wireCertificate({ certificatePem, fingerprintSha256, subject, notBeforeMs, notAfterMs, permittedHosts }: AuthorityDescription): AuthorityCertificate {
  return {
    certificate: certificatePem,
    fingerprint_sha256: fingerprintSha256,
    subject,
    not_before: wireTime(notBeforeMs),
    not_after: wireTime(notAfterMs),
    permitted_hosts: [...permittedHosts],
  };
}
