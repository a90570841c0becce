// The certificate authority of the hosts that are taken over, on the wire: certificates and what they permit, never a key.
import { z } from 'zod';

const authorityCertificate = z.object({
  /** PEM. */
  certificate: z.string(),
  /** `3F:9A:...`, as `openssl x509 -fingerprint -sha256` prints it. */
  fingerprint_sha256: z.string(),
  subject: z.string(),
  /** RFC 3339. */
  not_before: z.string(),
  not_after: z.string(),
  /** DNS names; what is below them is permitted as well. */
  permitted_hosts: z.array(z.string()),
});
export type AuthorityCertificate = z.infer<typeof authorityCertificate>;

/** `hosts_not_permitted` are to be taken over, and no client would believe a certificate for them. `former`: replaced ones, newest first, with which clients go on working. */
export const certificateAuthority = authorityCertificate.extend({
  hosts_not_permitted: z.array(z.string()),
  former: z.array(authorityCertificate),
});
export type CertificateAuthority = z.infer<typeof certificateAuthority>;

/** `forget_old`: clients that do not trust the new one are refused from then on, as when the old key was stolen. */
export const rotateCertificateAuthorityRequest = z.strictObject({ forget_old: z.boolean().optional() });
export type RotateCertificateAuthorityRequest = z.infer<typeof rotateCertificateAuthorityRequest>;
