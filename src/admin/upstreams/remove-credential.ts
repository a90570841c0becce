// DELETE /v2/upstreams/{registry}/credentials; also for a registry that is configured no longer.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { normalizeRegistry } from './normalize-registry.ts';
import type { UpstreamCredentialWriter } from './upstreams.port.ts';

export function createRemoveUpstreamCredential({
  store,
}: {
  readonly store: Pick<UpstreamCredentialWriter, 'removeUpstreamCredential'>;
}): Operation<'removeUpstreamCredential'> {
  return async ({ params }) => {
    if (!(await store.removeUpstreamCredential(normalizeRegistry(params.registry)))) throw notFound('credentials of this registry');
    return { body: undefined };
  };
}
