// Makes certificate authorities: the first one, and those that take over from another.
import { X509Certificate, randomBytes } from 'node:crypto';
import type { FormerAuthority, StoredAuthority } from './authority.port.ts';
import { authorityExtensions } from './extensions.ts';
import { issueCertificate } from './issue-certificate.ts';
import type { Validity } from './issue-certificate.ts';
import { exportPrivateKey, generateKeyPair, importPrivateKey, importPublicKey } from './key.ts';
import { parseDnsName } from './permitted-host.ts';

const secondMs = 1000;
const dayMs = 86_400 * secondMs;
const lifetimeMs = 3653 * dayMs; // ten years
/** Clients' clocks may be behind. */
const backdatedMs = dayMs;
/** So many replaced ones vouch for the newest, each through its successor. */
export const formerMax = 3;
const commonNameCharactersMax = 64;
const generationBytes = 4;

export interface NewAuthority {
  /** The DNS names that it is to permit, with what is below them. At least one. */
  readonly hosts: readonly string[];
  /** Which installation it belongs to, for whoever finds it among the certificates of a machine. */
  readonly installation: string;
  readonly now: () => number;
}

/** @throws when `hosts` is empty, or has what is no DNS name: without names, or with others than these, the constraints would permit everything */
export async function makeAuthority({ hosts, installation, now }: NewAuthority): Promise<StoredAuthority> {
  const permittedHosts = hosts.map(requireDnsName);
  if (permittedHosts.length === 0) throw new Error('a certificate authority needs hosts that it permits: configure proxy.hosts');
  const { publicKey, privateKey } = await generateKeyPair();
  const certificatePem = await issueCertificate({
    commonName: nameOf(installation),
    publicKey,
    validity: { notBeforeMs: now() - backdatedMs, notAfterMs: now() + lifetimeMs },
    extensions: (x509, keys) => authorityExtensions(x509, { permittedHosts: [...new Set(permittedHosts)], pathLength: formerMax, keys }),
    issuer: { privateKey },
  });
  return { id: fingerprintOf(certificatePem), certificatePem, permittedHosts: [...new Set(permittedHosts)], privateKeyPem: exportPrivateKey(privateKey), former: [] };
}

/**
 * Makes one that takes over from `old`: who trusts only `old` trusts it through a certificate that `old` signs now, for as long as `old`
 * is valid and for the hosts that both permit. Of those that `old` took over from the newest stay.
 */
export async function makeSuccessor(old: StoredAuthority, options: NewAuthority): Promise<StoredAuthority> {
  const next = await makeAuthority(options);
  const nowMs = options.now();
  if (validityOf(old.certificatePem).notAfterMs <= nowMs) return next;
  const vouching: FormerAuthority = { certificatePem: old.certificatePem, permittedHosts: old.permittedHosts, successorPem: await vouchFor(next, old, nowMs) };
  return { ...next, former: [vouching, ...stillValid(old.former, nowMs)].slice(0, formerMax) };
}

/** The replaced ones that clients may still trust. An older one ends before a newer one. */
export function stillValid(former: readonly FormerAuthority[], nowMs: number): readonly FormerAuthority[] {
  return former.filter(({ certificatePem }) => validityOf(certificatePem).notAfterMs > nowMs);
}

/** SHA-256, as `openssl x509 -fingerprint -sha256` prints it: `3F:9A:...` */
export function fingerprintOf(certificatePem: string): string {
  return new X509Certificate(certificatePem).fingerprint256;
}

/** From when until when a certificate is valid. */
export function validityOf(certificatePem: string): Validity {
  const { validFromDate, validToDate } = new X509Certificate(certificatePem);
  return { notBeforeMs: validFromDate.getTime(), notAfterMs: validToDate.getTime() };
}

/** The new one's name and key in a certificate of the old one. */
async function vouchFor(next: StoredAuthority, old: StoredAuthority, nowMs: number): Promise<string> {
  const certificate = new X509Certificate(next.certificatePem);
  return issueCertificate({
    commonName: commonNameOf(certificate),
    publicKey: importPublicKey(certificate.publicKey),
    validity: { notBeforeMs: nowMs - backdatedMs, notAfterMs: Math.min(validityOf(next.certificatePem).notAfterMs, validityOf(old.certificatePem).notAfterMs) },
    extensions: (x509, keys) => authorityExtensions(x509, { permittedHosts: next.permittedHosts, pathLength: formerMax - 1, keys }),
    issuer: { certificatePem: old.certificatePem, privateKey: importPrivateKey(old.privateKeyPem) },
  });
}

/** No two authorities have the same name: clients look issuers up by it. */
function nameOf(installation: string): string {
  const end = ` ${randomBytes(generationBytes).toString('hex')}`;
  return `Pullgate CA of ${installation}`.slice(0, commonNameCharactersMax - end.length) + end;
}

function commonNameOf({ subject }: X509Certificate): string {
  const name = /^CN=(.*)$/m.exec(subject)?.[1];
  if (name === undefined) throw new Error(`the certificate authority ${subject} has no common name: make another with pullgate ca rotate --forget-old`);
  return name;
}

function requireDnsName(host: string): string {
  const name = parseDnsName(host);
  if (name === undefined) throw new Error(`${host} is no DNS name: a certificate authority permits nothing else, correct proxy.hosts`);
  return name;
}
