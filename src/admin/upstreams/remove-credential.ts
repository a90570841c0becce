// DELETE /v2/upstreams/{registry}/credentials; also for a registry that is configured no longer.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { findCredential } from './find-credential.ts';
import { normalizeRegistry } from './normalize-registry.ts';
import type { UpstreamCredentialWriter } from './upstreams.port.ts';

export function createRemoveUpstreamCredential({
  store,
}: {
  readonly store: Pick<UpstreamCredentialWriter, 'listUpstreamCredentials' | 'removeUpstreamCredential'>;
}): Operation<'removeUpstreamCredential'> {
  return async ({ params, act }) => {
    const registry = normalizeRegistry(params.registry);
    const before = await findCredential(store, registry);
    if (before === undefined) throw notFound('credentials of this registry');
    if (!(await store.removeUpstreamCredential(registry, act({ action: 'installation.upstream_credential.remove', name: registry, before })))) throw notFound('credentials of this registry');
    return { body: undefined };
  };
}
