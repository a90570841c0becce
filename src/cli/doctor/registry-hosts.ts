// The addresses at which a registry is reached directly.
import { dockerHub } from '../../core/image/reference.ts';

/** docker, containerd and podman ask the first, go-containerregistry (crane) the second; the third is an older name of the same. */
const dockerHubHosts = ['registry-1.docker.io', 'index.docker.io', 'registry.hub.docker.com'];
const dockerHubTokenHost = 'auth.docker.io';

/** The hosts that serve this registry's images. */
export function hostsOf(registry: string): readonly string[] {
  return registry === dockerHub ? dockerHubHosts : [registry];
}

/** Those and the hosts that give tokens for them: what a proxy must have no exception for. */
export function proxiedHostsOf(registry: string): readonly string[] {
  return registry === dockerHub ? [...dockerHubHosts, dockerHubTokenHost] : [registry];
}

/** Whether a client that is told this address (`https://registry-1.docker.io`, `docker.io/library`) talks to Docker Hub itself. */
export function isDockerHub(address: string): boolean {
  const host = address.replace(/^https?:\/\//, '').replace(/[/:].*$/, '').toLowerCase();
  return host === dockerHub || dockerHubHosts.includes(host);
}
