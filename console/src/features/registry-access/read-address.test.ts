// Addresses of registries as they are typed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readAddress } from './read-address.ts';

test('an address is read as the gateway compares it, and a wrong one is told at once', () => {
  for (const [text, expected] of [
    [' https://Quay.io/ ', { address: 'quay.io' }],
    ['registry.acme.example:5000', { address: 'registry.acme.example:5000' }],
    ['ghcr.io/owner', { problem: 'must be host or host:port, such as ghcr.io' }],
    ['', { problem: 'must be host or host:port, such as ghcr.io' }],
    ['docker.io', { problem: 'is Docker Hub, which is on the list above' }],
    ['GHCR.io', { problem: 'is on the list already' }],
  ] as const) assert.deepEqual(readAddress(text, ['ghcr.io']), expected, text);
});
