// Addresses and networks of them: reading them, and asking whether an address is in one.
import { BlockList, isIP, isIPv4 } from 'node:net';

/** Made by parseNetworks. */
export interface Networks {
  /** `address`: IPv4 or IPv6, an IPv4 address never in its IPv6 dress. */
  readonly includes: (address: string) => boolean;
}

const none: Networks = { includes: () => false };

export class InvalidNetwork extends Error {
  constructor(entry: string) {
    super(`\`${entry}\` is no address and no network: write it as 10.0.0.1, 10.0.0.0/8 or fd00::/8`);
    this.name = 'InvalidNetwork';
  }
}

/**
 * Reads addresses and CIDR networks, IPv4 and IPv6.
 * @throws InvalidNetwork naming the first wrong entry.
 */
export function parseNetworks(entries: readonly string[]): Networks {
  if (entries.length === 0) return none;
  const list = new BlockList();
  for (const entry of entries) addNetwork(list, entry);
  return { includes: (address) => list.check(address, familyOf(address)) };
}

function addNetwork(list: BlockList, entry: string): void {
  const [text = '', bits, ...rest] = entry.trim().split('/');
  const address = normalizeAddress(text);
  if (address === undefined || isIP(text) === 0 || rest.length > 0) throw new InvalidNetwork(entry);
  const family = familyOf(address);
  const bitsMax = family === 'ipv4' ? 32 : 128;
  if (bits === undefined) list.addAddress(address, family);
  else if (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax) list.addSubnet(address, Number(bits), family);
  else throw new InvalidNetwork(entry);
}

/** Without port, brackets, zone and an IPv4 address's IPv6 dress. Undefined for what is no IP address: `unknown`, an obfuscated `_hidden`, a host name. */
export function normalizeAddress(text: string): string | undefined {
  if (isIPv4(text)) return text;
  const bare = text
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  return isIP(bare) === 0 ? undefined : bare;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
