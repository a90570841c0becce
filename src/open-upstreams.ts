// Opens the clients of the upstream registries: one set in each process that asks them.
import { now } from './parts.ts';
import type { Parts } from './parts.ts';
import type { UpstreamCredentialStore } from './upstream/credential.port.ts';
import { rememberCredentials } from './upstream/remembered-credentials.ts';
import type { Upstreams } from './upstream/upstream-registry.ts';
import { createUpstreams } from './upstream/upstreams.ts';

export function openUpstreams({ config, log, closers }: Parts, store: UpstreamCredentialStore): Upstreams {
  const upstreams = createUpstreams({ registries: config.upstreams, credentials: rememberCredentials({ credentials: store, now }), log, now });
  closers.defer(() => upstreams.close());
  return upstreams;
}
