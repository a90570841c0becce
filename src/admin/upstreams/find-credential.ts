// The stored credentials of one registry, without the password, as the log of what people do has them.
import type { UpstreamCredentialWriter } from './upstreams.port.ts';

export async function findCredential(store: Pick<UpstreamCredentialWriter, 'listUpstreamCredentials'>, registry: string): Promise<{ readonly registry: string; readonly username: string } | undefined> {
  return (await store.listUpstreamCredentials()).find((credential) => credential.registry === registry);
}
