// The addresses at which a registry is reached directly.
import { dockerHubRegistryHosts, dockerHubTokenHost, isDockerHubHost } from '../../core/image/docker-hub.ts';
import { dockerHub } from '../../core/image/reference.ts';

/** The hosts that serve this registry's images. */
export function hostsOf(registry: string): readonly string[] {
  return registry === dockerHub ? dockerHubRegistryHosts : [registry];
}

/** Those and the hosts that give tokens for them: what a proxy must have no exception for. */
export function proxiedHostsOf(registry: string): readonly string[] {
  return registry === dockerHub ? [...dockerHubRegistryHosts, dockerHubTokenHost] : [registry];
}

/** Whether a client that is told this address (`https://registry-1.docker.io`, `docker.io/library`) talks to Docker Hub itself. */
export function isDockerHub(address: string): boolean {
  return isDockerHubHost(address.replace(/^https?:\/\//, '').replace(/[/:].*$/, ''));
}
