// Nobody reaches into the gateway's own network through it.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { createDialable } from './dialable.ts';

const isDialable = createDialable([]);

for (const address of ['1.1.1.1', '93.184.216.34', '172.15.255.255', '172.32.0.0', '100.63.255.255', '2606:4700::6810:85e5', '2a00:1450:4001:81b::200e', '::ffff:1.1.1.1', '::ffff:101:101', '64:ff9b::1.1.1.1']) {
  test(`${address} may be reached`, () => assert.equal(isDialable(address), true));
}

for (const address of [
  '0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.255', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.1.1', '198.18.0.1', '198.51.100.7',
  '203.0.113.7', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
  '::', '::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::ffff:0:0', '::ffff:169.254.169.254', '::127.0.0.1', '::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b::', '64:ff9b::1', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1',
  '', 'localhost', '127.1', '1.1.1.1%eth0', 'nonsense',
]) {
  test(`${address === '' ? 'nothing' : address} may not be reached`, () => assert.equal(isDialable(address), false));
}

test('what is listed may be reached, however it is dressed, and nothing else of that kind', () => {
  const listed = createDialable(['10.1.0.0/16', '127.0.0.9', 'fd00:1::/32']);
  for (const address of ['10.1.2.3', '127.0.0.9', '::ffff:10.1.2.3', '64:ff9b::10.1.2.3', 'fd00:1::5', '1.1.1.1']) assert.equal(listed(address), true, address);
  for (const address of ['10.2.0.1', '127.0.0.1', '::ffff:127.0.0.1', 'fd00:2::5', 'fe80::1']) assert.equal(listed(address), false, address);
});

test('an IPv4 address is decided alike in its IPv6 dress', () => {
  fc.assert(fc.property(fc.ipV4(), (address) => isDialable(`::ffff:${address}`) === isDialable(address) && isDialable(`64:ff9b::${address}`) === isDialable(address)), { numRuns: 500 });
});
