// Writes and signs one X.509 certificate, version 3.
import { X509Certificate, randomBytes } from 'node:crypto';
import type { Extension, RelativeDistinguishedNames } from 'pkijs';
import { importPublicKey, keyIdentifier } from './key.ts';
import type { PrivateKey, PublicKey } from './key.ts';
import type { KeyIdentifiers } from './extensions.ts';
import { loadX509 } from './x509.ts';
import type { X509 } from './x509.ts';

/** Both in milliseconds since the Unix epoch. */
export interface Validity {
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

export interface CertificateRequest {
  /** CN; left out, the subject is `organization` alone. At most 64 characters. */
  readonly commonName?: string;
  readonly publicKey: PublicKey;
  readonly validity: Validity;
  readonly extensions: (x509: X509, keys: KeyIdentifiers) => readonly Extension[];
  readonly issuer: Issuer;
}

/** Who signs; without a certificate the subject does so itself. */
export interface Issuer {
  readonly certificatePem?: string;
  readonly privateKey: PrivateKey;
}

const organization = 'Pullgate';
const oid = { commonName: '2.5.4.3', organization: '2.5.4.10' } as const;
const version3 = 2;
const serialRandomBytes = 16;
/** From this year on times are written as GeneralizedTime (RFC 5280, section 4.1.2.5). */
const generalizedTimeFrom = 2050;
const pemLineCharacters = 64;

/** The certificate as PEM, with a random serial number of 128 bits. */
export async function issueCertificate({ commonName, publicKey, validity, extensions, issuer }: CertificateRequest): Promise<string> {
  const x509 = await loadX509();
  const { pkijs, asn1js } = x509;
  const issuedBy = issuer.certificatePem === undefined ? undefined : new X509Certificate(issuer.certificatePem);
  const [subjectKey, issuerKey] = await Promise.all([keyIdentifier(publicKey), keyIdentifier(issuedBy === undefined ? publicKey : importPublicKey(issuedBy.publicKey))]);
  const subject = nameOf(x509, commonName);

  const certificate = new pkijs.Certificate();
  certificate.version = version3;
  // The leading 1 keeps it positive, and its length the same.
  certificate.serialNumber = new asn1js.Integer({ valueHex: Uint8Array.of(1, ...randomBytes(serialRandomBytes)).buffer });
  certificate.subject = subject;
  certificate.issuer = issuedBy === undefined ? subject : pkijs.Certificate.fromBER(new Uint8Array(issuedBy.raw)).subject;
  certificate.notBefore = timeOf(x509, validity.notBeforeMs);
  certificate.notAfter = timeOf(x509, validity.notAfterMs);
  certificate.extensions = [...extensions(x509, { subject: subjectKey, issuer: issuerKey })];
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  await certificate.sign(issuer.privateKey, 'SHA-256');
  return toPem(new Uint8Array(certificate.toSchema(true).toBER(false)));
}

/** Each attribute stands in a set of its own, which pkijs writes only as it was read. */
function nameOf({ pkijs, asn1js }: X509, commonName: string | undefined): RelativeDistinguishedNames {
  const attributes = [[oid.organization, organization], ...(commonName === undefined ? [] : [[oid.commonName, commonName] as const])] as const;
  const sets = attributes.map(([type, value]) => {
    const attribute = new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) });
    return new asn1js.Set({ value: [attribute.toSchema()] });
  });
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: sets }).toBER());
}

function timeOf({ pkijs }: X509, timeMs: number) {
  const value = new Date(timeMs);
  return new pkijs.Time({ type: value.getUTCFullYear() < generalizedTimeFrom ? pkijs.TimeType.UTCTime : pkijs.TimeType.GeneralizedTime, value });
}

function toPem(der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').match(new RegExp(`.{1,${pemLineCharacters}}`, 'g')) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
