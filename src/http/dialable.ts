// Which addresses may be reached on behalf of others, by the proxy's tunnels and by webhooks: the public internet's, and those of networks that the operator lists.
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { parseNetworks } from './networks.ts';

/** IANA's registry of special-purpose IPv4 addresses, and multicast and reserved space: nothing there is a public host. */
const specialIpv4 = parseNetworks([
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // behind a carrier's NAT
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, and clouds' metadata
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
]);
/** Global unicast; all other IPv6 is special: unspecified, loopback, unique local, link-local, multicast. */
const unicastIpv6 = parseNetworks(['2000::/3']);
/** Within it, what is no public host, or stands for an IPv4 address that could be any. */
const specialIpv6 = parseNetworks([
  '2001::/23', // protocol assignments, Teredo among them
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '2620:4f:8000::/48', // AS112
  '3fff::/20', // documentation
]);

/** Makes the test. `networks`: addresses and CIDRs that are permitted besides. `address`: as the resolver gave it. */
export function createDialable(networks: readonly string[]): (address: string) => boolean {
  const listed = parseNetworks(networks);
  return (address) => {
    if (isIPv4(address)) return listed.includes(address) || !specialIpv4.includes(address);
    // With a zone it is link-local, and means another host on each interface.
    if (!isIPv6(address) || address.includes('%')) return false;
    const inner = embeddedIpv4(address);
    if (inner !== undefined) return listed.includes(inner) || !specialIpv4.includes(inner);
    return listed.includes(address) || (unicastIpv6.includes(address) && !specialIpv6.includes(address));
  };
}

/** IPv4 in its IPv6 dress, and through NAT64 (RFC 6052): the kernel, or a gateway, connects to the IPv4 address. */
const dressed = new BlockList();
dressed.addSubnet('::ffff:0:0', 96, 'ipv6');
dressed.addSubnet('64:ff9b::', 96, 'ipv6');

function embeddedIpv4(address: string): string | undefined {
  if (!dressed.check(address, 'ipv6')) return undefined;
  // The URL parser writes the last 32 bits as two groups in hexadecimal, with zeros left out.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [high = '', low = ''] = canonical.endsWith('::') ? [] : canonical.split(':').slice(-2);
  return [high, low].flatMap((group) => bytesOf(Number.parseInt(group === '' ? '0' : group, 16))).join('.');
}

function bytesOf(group: number): readonly number[] {
  return [group >> 8, group & 255];
}
