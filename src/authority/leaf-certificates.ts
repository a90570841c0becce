// The certificates that clients see: one for each host, made in memory when it is asked for, and thrown away within a day.
import { createSecureContext } from 'node:tls';
import type { SecureContext } from 'node:tls';
import type { StoredAuthority } from './authority.port.ts';
import { exportPrivateKey, generateKeyPair } from './key.ts';
import type { KeyPair } from './key.ts';
import { leafLifetimeMs, makeLeaf } from './make-leaf.ts';
import { stillValid } from './make-authority.ts';
import { HostNotPermitted, isPermittedHost, parseDnsName } from './permitted-host.ts';

const secondMs = 1000;
const hourMs = 3600 * secondMs;
/** Those with less left are made anew: connections live on with the old one. */
const renewedBeforeEndMs = 6 * hourMs;
/** Far more hosts than are taken over: whoever asks for ever more subdomains fills no memory. */
const leavesMax = 64;

export interface LeafCertificates {
  /**
   * What a TLS server of that host presents: a certificate for it alone, with the chain to the authority's former ones.
   * @throws HostNotPermitted, and what reading the authority throws
   */
  readonly contextFor: (host: string) => Promise<SecureContext>;
}

export interface LeafCertificatesOptions {
  /** The authority of now: asked at each call, so it answers from memory. */
  readonly authority: () => Promise<StoredAuthority>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

interface Leaf {
  readonly context: Promise<SecureContext>;
  readonly authorityId: string;
  readonly renewAtMs: number;
}

/** Makes each certificate once, however many ask for it, and again before it ends or when there is another authority. */
export function createLeafCertificates({ authority, now }: LeafCertificatesOptions): LeafCertificates {
  const leaves = new Map<string, Leaf>();
  let keys: Promise<KeyPair> | undefined;

  const makeContext = async (host: string, signer: StoredAuthority): Promise<SecureContext> => {
    keys ??= generateKeyPair();
    const { publicKey, privateKey } = await keys;
    const chain = stillValid(signer.former, now()).map(({ successorPem }) => successorPem);
    const certificatePem = await makeLeaf({ host, publicKey, authority: signer, now });
    return createSecureContext({ cert: [certificatePem, ...chain].join(''), key: exportPrivateKey(privateKey), minVersion: 'TLSv1.2' });
  };
  const remember = (host: string, leaf: Leaf): void => {
    leaves.delete(host);
    leaves.set(host, leaf); // the newest are last
    const [oldest] = leaves.keys();
    if (leaves.size > leavesMax && oldest !== undefined) leaves.delete(oldest);
    leaf.context.catch(() => {
      if (leaves.get(host) === leaf) leaves.delete(host); // the next call tries again
    });
  };

  return {
    contextFor: async (host) => {
      const name = parseDnsName(host);
      const signer = await authority();
      if (name === undefined || !isPermittedHost(name, signer.permittedHosts)) throw new HostNotPermitted(host);
      const known = leaves.get(name);
      if (known?.authorityId === signer.id && now() < known.renewAtMs) return known.context;
      const leaf = { context: makeContext(name, signer), authorityId: signer.id, renewAtMs: now() + leafLifetimeMs - renewedBeforeEndMs };
      remember(name, leaf);
      return leaf.context;
    },
  };
}
