// An upstream client of ours for a peer, with times short enough for tests.
import type { TestContext } from 'node:test';
import type { UpstreamCredential } from '../../src/upstream/credential.port.ts';
import type { UpstreamConfig, UpstreamRegistry } from '../../src/upstream/upstream-registry.ts';
import { createUpstreams } from '../../src/upstream/upstreams.ts';

export interface UpstreamSetup extends Partial<UpstreamConfig> {
  /** As an administrator stored it. */
  readonly stored?: () => UpstreamCredential | undefined;
  readonly now?: () => number;
}

/** A client that is closed when the test ends. */
export function upstreamOf(t: TestContext, address: string, { stored, now = Date.now, ...config }: UpstreamSetup = {}): UpstreamRegistry {
  const upstreams = createUpstreams({
    registries: [{ registry: 'docker.io', address, connectTimeoutMs: 2000, responseTimeoutMs: 2000, idleTimeoutMs: 2000, ...config }],
    credentials: { findUpstreamCredential: () => Promise.resolve(stored?.()) },
    log: { debug: () => undefined, warn: () => undefined },
    now,
  });
  t.after(() => upstreams.close());
  const upstream = upstreams.get(config.registry ?? 'docker.io');
  if (upstream === undefined) throw new Error('no such upstream');
  return upstream;
}
