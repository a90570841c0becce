import assert from 'node:assert/strict';
import test from 'node:test';
import { normalizeRegistryAddress } from './registry-address.ts';

test('a registry\'s address is compared as host[:port], whatever its scheme, case and trailing slash', () => {
  const addresses: Readonly<Record<string, string | undefined>> = {
    'ghcr.io': 'ghcr.io',
    'https://GHCR.io/': 'ghcr.io',
    'http://127.0.0.1:5000': '127.0.0.1:5000',
    ' quay.io:8443 ': 'quay.io:8443',
    '[::1]:5000': '[::1]:5000',
    localhost: 'localhost',
    '': undefined,
    'https://': undefined,
    'ftp://ghcr.io': undefined,
    'ghcr.io/acme': undefined,
    'ghcr.io//': undefined,
    '*.ghcr.io': undefined,
    'user@ghcr.io': undefined,
    'ghcr.io?x': undefined,
  };
  for (const [address, normalized] of Object.entries(addresses)) assert.equal(normalizeRegistryAddress(address), normalized, address);
});
