// GET /v2/upstreams/credentials
import type { Operation } from '../operation.ts';
import type { UpstreamCredentialWriter } from './upstreams.port.ts';

export function createListUpstreamCredentials({
  store,
}: {
  readonly store: Pick<UpstreamCredentialWriter, 'listUpstreamCredentials'>;
}): Operation<'listUpstreamCredentials'> {
  return async () => {
    const entries = await store.listUpstreamCredentials();
    return { body: { count: entries.length, results: entries.map(({ registry, username }) => ({ registry, username })) } };
  };
}
