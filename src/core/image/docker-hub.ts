// The hosts that clients know Docker Hub by, beside its name.
import { dockerHub } from './reference.ts';

/** docker, containerd and podman ask the first, go-containerregistry the second; the third is an older name of the same. */
export const dockerHubRegistryHosts: readonly string[] = ['registry-1.docker.io', 'index.docker.io', 'registry.hub.docker.com'];

/** Gives the tokens for them. */
export const dockerHubTokenHost = 'auth.docker.io';

/** Whether a host name, in any case and without a port, stands for Docker Hub where a registry is named. */
export function isDockerHubHost(host: string): boolean {
  if (host === dockerHub) return true;
  const name = host.toLowerCase();
  return name === dockerHub || dockerHubRegistryHosts.includes(name);
}
