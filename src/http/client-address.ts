// Whom a request comes from: the peer of the socket, or whom trusted proxies say they speak for.
import { BlockList, isIP, isIPv4 } from 'node:net';

/** Proxies whose X-Forwarded-For is believed; made by parseTrustedProxies. */
export interface TrustedProxies {
  readonly includes: (address: string) => boolean;
}

/** For most installations. */
const nobody: TrustedProxies = { includes: () => false };

/** The part of node's IncomingMessage that is read. */
export interface AddressedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

export class InvalidTrustedProxy extends Error {
  constructor(entry: string) {
    super(`\`${entry}\` is no address and no network: write it as 10.0.0.1, 10.0.0.0/8 or fd00::/8`);
    this.name = 'InvalidTrustedProxy';
  }
}

/**
 * Reads addresses and CIDR networks, IPv4 and IPv6.
 * @throws InvalidTrustedProxy naming the first wrong entry.
 */
export function parseTrustedProxies(entries: readonly string[]): TrustedProxies {
  if (entries.length === 0) return nobody;
  const list = new BlockList();
  for (const entry of entries) addNetwork(list, entry);
  return { includes: (address) => list.check(address, familyOf(address)) };
}

/**
 * The client's address without port, brackets or zone; an IPv4 address never in its IPv6 dress. Empty when the socket is gone.
 * X-Forwarded-For is read from its right end, as each proxy appends whom it heard: the first address that is no trusted proxy is the client.
 */
export function clientAddress(request: AddressedRequest, trusted: TrustedProxies): string {
  let address = normalizeAddress(request.socket.remoteAddress ?? '') ?? '';
  if (address === '' || !trusted.includes(address)) return address;
  const header = request.headers['x-forwarded-for'];
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').reverse();
  for (const hop of hops) {
    const next = normalizeAddress(hop.trim());
    if (next === undefined) return address;
    address = next;
    if (!trusted.includes(address)) return address;
  }
  return address;
}

function addNetwork(list: BlockList, entry: string): void {
  const [text = '', bits, ...rest] = entry.trim().split('/');
  const address = normalizeAddress(text);
  if (address === undefined || isIP(text) === 0 || rest.length > 0) throw new InvalidTrustedProxy(entry);
  const family = familyOf(address);
  const bitsMax = family === 'ipv4' ? 32 : 128;
  if (bits === undefined) list.addAddress(address, family);
  else if (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax) list.addSubnet(address, Number(bits), family);
  else throw new InvalidTrustedProxy(entry);
}

/** Undefined for what is no IP address: `unknown`, an obfuscated `_hidden`, a host name. */
function normalizeAddress(text: string): string | undefined {
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
