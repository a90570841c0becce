// The extensions of a certificate (RFC 5280, section 4.2): what it may be used for, and for which names.
import type { Extension } from 'pkijs';
import type { X509 } from './x509.ts';

/** Object identifiers, and bits of KeyUsage counted from the first. */
const oid = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const;
const digitalSignature = 0b1000_0000;
const keyCertSign = 0b0000_0100;
const cRLSign = 0b0000_0010;

/** Tags of GeneralName. */
const dnsName = 2;
const ipAddress = 7;
/** An address and a mask of zeros: every address. */
const everyIpv4Bytes = 2 * 4;
const everyIpv6Bytes = 2 * 16;

/** How the two keys of a certificate are called in it. */
export interface KeyIdentifiers {
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
}

/** An authority for these DNS names and what is below them, and for no IP address; `pathLength` authorities may stand below it. */
export function authorityExtensions({ pkijs, asn1js }: X509, options: { readonly permittedHosts: readonly string[]; readonly pathLength: number; readonly keys: KeyIdentifiers }): readonly Extension[] {
  const { permittedHosts, pathLength, keys } = options;
  const everyAddress = (bytes: number) => new pkijs.GeneralSubtree({ base: new pkijs.GeneralName({ type: ipAddress, value: new asn1js.OctetString({ valueHex: new ArrayBuffer(bytes) }) }) });
  const names = new pkijs.NameConstraints({
    permittedSubtrees: permittedHosts.map((host) => new pkijs.GeneralSubtree({ base: new pkijs.GeneralName({ type: dnsName, value: host }) })),
    excludedSubtrees: [everyAddress(everyIpv4Bytes), everyAddress(everyIpv6Bytes)],
  });
  return [
    extension(pkijs, oid.basicConstraints, new pkijs.BasicConstraints({ cA: true, pathLenConstraint: pathLength }).toSchema(), true),
    extension(pkijs, oid.keyUsage, bits(asn1js, keyCertSign | cRLSign), true),
    extension(pkijs, oid.nameConstraints, names.toSchema(), true),
    serverAuthOnly(pkijs),
    ...keyIdentifiers({ pkijs, asn1js }, keys),
  ];
}

/** A TLS server of that one name. */
export function leafExtensions({ pkijs, asn1js }: X509, { host, keys }: { readonly host: string; readonly keys: KeyIdentifiers }): readonly Extension[] {
  const names = new pkijs.GeneralNames({ names: [new pkijs.GeneralName({ type: dnsName, value: host })] });
  return [
    extension(pkijs, oid.basicConstraints, new pkijs.BasicConstraints({ cA: false }).toSchema(), true),
    extension(pkijs, oid.keyUsage, bits(asn1js, digitalSignature), true),
    serverAuthOnly(pkijs),
    extension(pkijs, oid.subjectAltName, names.toSchema(), false),
    ...keyIdentifiers({ pkijs, asn1js }, keys),
  ];
}

interface Encodable {
  readonly toBER: () => ArrayBuffer;
}

function extension(pkijs: X509['pkijs'], extnID: string, value: Encodable, critical: boolean): Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
}

/** In the authority as well: what it is asked to vouch for besides servers, such as code or mail, is refused by its certificate. */
function serverAuthOnly(pkijs: X509['pkijs']): Extension {
  return extension(pkijs, oid.extendedKeyUsage, new pkijs.ExtKeyUsage({ keyPurposes: [oid.serverAuth] }).toSchema(), false);
}

function keyIdentifiers({ pkijs, asn1js }: X509, { subject, issuer }: KeyIdentifiers): readonly Extension[] {
  const ofIssuer = new pkijs.AuthorityKeyIdentifier({ keyIdentifier: octets(asn1js, issuer) });
  return [
    extension(pkijs, oid.subjectKeyIdentifier, octets(asn1js, subject), false),
    extension(pkijs, oid.authorityKeyIdentifier, ofIssuer.toSchema(), false),
  ];
}

function octets(asn1js: X509['asn1js'], bytes: Uint8Array) {
  return new asn1js.OctetString({ valueHex: new Uint8Array(bytes).buffer });
}

/** A named bit list in DER: without the zeros at its end. */
function bits(asn1js: X509['asn1js'], flags: number) {
  const unusedBits = 31 - Math.clz32(flags & -flags);
  return new asn1js.BitString({ valueHex: Uint8Array.of(flags).buffer, unusedBits });
}
