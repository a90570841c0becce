// X-Forwarded-For is believed from trusted proxies alone, hop by hop.
import assert from 'node:assert/strict';
import test from 'node:test';
import { clientAddress } from './client-address.ts';
import { InvalidNetwork, parseNetworks } from './networks.ts';
import type { AddressedRequest } from './client-address.ts';

const request = (remoteAddress: string | undefined, forwarded?: string): AddressedRequest => ({
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  socket: { remoteAddress },
});
const trusted = ['10.0.0.0/8', '192.0.2.7', 'fd00::/8', '2001:db8::1'];

const cases: readonly { readonly from: string | undefined; readonly forwarded?: string; readonly expect: string; readonly why: string }[] = [
  { from: '203.0.113.9', expect: '203.0.113.9', why: 'the socket alone' },
  { from: '::ffff:203.0.113.9', expect: '203.0.113.9', why: 'IPv4 in its IPv6 dress' },
  { from: '203.0.113.9', forwarded: '198.51.100.1', expect: '203.0.113.9', why: 'a stranger is not believed' },
  { from: '10.1.2.3', forwarded: '198.51.100.1', expect: '198.51.100.1', why: 'a trusted network is' },
  { from: '::ffff:10.1.2.3', forwarded: '198.51.100.1', expect: '198.51.100.1', why: 'also in its IPv6 dress' },
  { from: '192.0.2.7', forwarded: '198.51.100.1', expect: '198.51.100.1', why: 'a trusted address is' },
  { from: 'fd00::5', forwarded: '2001:db8::99', expect: '2001:db8::99', why: 'IPv6' },
  { from: '10.1.2.3', forwarded: '1.1.1.1, 198.51.100.1', expect: '198.51.100.1', why: 'what the client wrote itself is not believed' },
  { from: '10.1.2.3', forwarded: '198.51.100.1, 10.9.9.9, 192.0.2.7', expect: '198.51.100.1', why: 'a chain of trusted proxies' },
  { from: '10.1.2.3', forwarded: '10.4.4.4', expect: '10.4.4.4', why: 'a client inside the trusted network' },
  { from: '10.1.2.3', forwarded: '198.51.100.1, unknown', expect: '10.1.2.3', why: 'nonsense ends the chain' },
  { from: '10.1.2.3', forwarded: '', expect: '10.1.2.3', why: 'an empty header' },
  { from: '10.1.2.3', forwarded: '198.51.100.1:5123', expect: '198.51.100.1', why: 'a port is left out' },
  { from: '10.1.2.3', forwarded: '[2001:db8::99]:5123', expect: '2001:db8::99', why: 'brackets and port are left out' },
  { from: '10.1.2.3', forwarded: '999.1.1.1', expect: '10.1.2.3', why: 'no address' },
  { from: 'fe80::1%eth0', expect: 'fe80::1', why: 'a zone is left out' },
  { from: undefined, forwarded: '198.51.100.1', expect: '', why: 'a socket that is gone' },
];

for (const { from, forwarded, expect, why } of cases) {
  test(`${why}: ${from ?? 'nobody'} saying ${forwarded ?? 'nothing'} is \`${expect}\``, () => {
    assert.equal(clientAddress(request(from, forwarded), parseNetworks(trusted)), expect);
  });
}

for (const entry of ['', 'proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', 'fd00::/129', '10.0.0.0/-1', '[::1]']) {
  test(`\`${entry}\` is refused as a trusted proxy`, () => {
    assert.throws(() => parseNetworks(['10.0.0.1', entry]), InvalidNetwork);
  });
}
