// PUT /v2/upstreams/{registry}/credentials
import type { Operation } from '../operation.ts';
import { ProblemError, notFound } from '../problem.ts';
import { findCredential } from './find-credential.ts';
import { normalizeRegistry } from './normalize-registry.ts';
import type { UpstreamCredentialWriter } from './upstreams.port.ts';

export interface SetUpstreamCredentialOptions {
  readonly store: Pick<UpstreamCredentialWriter, 'listUpstreamCredentials' | 'setUpstreamCredential'>;
  readonly isConfiguredRegistry: (registry: string) => boolean;
}

export function createSetUpstreamCredential({ store, isConfiguredRegistry }: SetUpstreamCredentialOptions): Operation<'setUpstreamCredential'> {
  return async ({ params, body, ifMatch, act }) => {
    const registry = normalizeRegistry(params.registry);
    if (!isConfiguredRegistry(registry)) throw notFound('configured upstream registry of this name');
    const before = await findCredential(store, registry);
    if (ifMatch !== undefined && before === undefined) throw new ProblemError(412, 'there are no credentials of this registry yet: leave If-Match out');
    const set = act({ action: 'installation.upstream_credential.set', name: registry, before: before ?? null, after: { registry, username: body.username } });
    await store.setUpstreamCredential(registry, { username: body.username, password: body.password }, set);
    return { body: { registry, username: body.username } };
  };
}
