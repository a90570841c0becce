// PUT /v2/upstreams/{registry}/credentials
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { normalizeRegistry } from './normalize-registry.ts';
import type { UpstreamCredentialWriter } from './upstreams.port.ts';

export interface SetUpstreamCredentialOptions {
  readonly store: Pick<UpstreamCredentialWriter, 'setUpstreamCredential'>;
  readonly isConfiguredRegistry: (registry: string) => boolean;
}

export function createSetUpstreamCredential({ store, isConfiguredRegistry }: SetUpstreamCredentialOptions): Operation<'setUpstreamCredential'> {
  return async ({ params, body }) => {
    const registry = normalizeRegistry(params.registry);
    if (!isConfiguredRegistry(registry)) throw notFound('configured upstream registry of this name');
    await store.setUpstreamCredential(registry, { username: body.username, password: body.password });
    return { body: { registry, username: body.username } };
  };
}
