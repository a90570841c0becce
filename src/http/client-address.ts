// Whom a request comes from: the peer of the socket, or whom trusted proxies say they speak for.
import { normalizeAddress } from './networks.ts';
import type { Networks } from './networks.ts';

/** Proxies whose X-Forwarded-For is believed; made by parseNetworks. */
export type TrustedProxies = Networks;

/** The part of node's IncomingMessage that is read. */
export interface AddressedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
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
