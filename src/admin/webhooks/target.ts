// Where a webhook may send: an https address of the public internet; what the operator lists besides; http to this machine alone.
import { isIP } from 'node:net';
import { createDialable } from '../../http/dialable.ts';
import { parseNetworks } from '../../http/networks.ts';

const loopback = parseNetworks(['127.0.0.0/8', '::1/128']);

export interface Targets {
  /** What is wrong with an address as it stands, undefined for nothing; names are resolved when something is sent. */
  readonly problemOf: (url: string) => string | undefined;
  /** Whether what a name resolved to may be dialled. */
  readonly mayDial: (url: URL, address: string) => boolean;
}

/** `allowNetworks`: addresses and CIDRs beyond the public internet. */
export function createTargets(allowNetworks: readonly string[]): Targets {
  const isDialable = createDialable(allowNetworks);
  const mayDial = (url: URL, address: string): boolean => isDialable(address) && (url.protocol === 'https:' || loopback.includes(address));
  return {
    mayDial,
    problemOf: (text) => {
      const url = new URL(text);
      const host = hostOf(url);
      const address = host === 'localhost' ? '127.0.0.1' : host;
      if (url.protocol === 'http:' && (isIP(address) === 0 || !loopback.includes(address))) return 'must begin with https://: http is for receivers on this machine alone';
      if (isIP(address) !== 0 && !mayDial(url, address)) return 'is an address of a private, loopback or otherwise special network: ask the operator to list it in webhooks.allow_networks';
      return undefined;
    },
  };
}

/** Without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
