// The upstreams as their operator sees them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createDescribeUpstreams } from './describe-upstreams.ts';
import type { RateLimit, UpstreamRegistry } from './upstream-registry.ts';

const stored = { username: 'stored-bot', password: 'secret-1' };
const configured = { username: 'configured-bot', password: 'secret-2' };

interface Case {
  readonly name: string;
  readonly stored?: typeof stored;
  readonly configured?: typeof configured;
  readonly limits: Partial<Record<'anonymous' | 'gateway', RateLimit>>;
  readonly expected: object;
}

const older = { remaining: 10, atMs: 1 };
const newer = { remaining: 5, atMs: 2 };

const cases: readonly Case[] = [
  { name: 'one that nobody has asked yet', limits: {}, expected: {} },
  { name: 'a stored credential goes before a configured one', stored, configured, limits: { gateway: older, anonymous: newer }, expected: { credential: { origin: 'stored', username: 'stored-bot' }, rateLimit: older } },
  { name: 'a configured credential', configured, limits: { anonymous: newer }, expected: { credential: { origin: 'configured', username: 'configured-bot' } } },
  { name: 'without a credential both identities are one: the latest word counts', limits: { gateway: newer, anonymous: older }, expected: { rateLimit: newer } },
  { name: 'without a credential, the other way round', limits: { gateway: older, anonymous: newer }, expected: { rateLimit: newer } },
];

for (const { name, expected, limits, ...credentials } of cases) {
  test(name, async () => {
    const describe = createDescribeUpstreams({
      registries: [{ registry: 'docker.io', address: 'https://registry-1.docker.io', blobs: 'cache', ...(credentials.configured && { credential: credentials.configured }) }],
      upstreams: { get: () => ({ rateLimit: (as: 'anonymous' | 'gateway') => limits[as] }) as UpstreamRegistry },
      credentials: { findUpstreamCredential: () => Promise.resolve(credentials.stored) },
    });
    const described = await describe();
    assert.deepEqual(described, [{ registry: 'docker.io', address: 'https://registry-1.docker.io', delivery: 'cache', ...expected }]);
    assert.ok(!JSON.stringify(described).includes('secret'), 'no password leaves');
  });
}
