// Which repository of which registry a client means by the name in its request path.
import { RegistryError } from '../core/distribution/error.ts';
import { isDockerHubHost } from '../core/image/docker-hub.ts';
import { dockerHub } from '../core/image/reference.ts';
import type { Resource } from '../core/policy/access-request.ts';

const hostGrammar = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/;
const hostLengthMax = 261; // 255 of a domain name, and a port

export interface NamedRepository {
  /** A repository name that the distribution spec's grammar has accepted. */
  readonly name: string;
  /** The `ns` query parameter by which containerd tells a mirror the registry that it stands for. */
  readonly ns?: string;
  readonly isConfiguredRegistry: (registry: string) => boolean;
  /** The registry whose own host was asked: every name is one of its repositories. */
  readonly ownRegistry?: string;
}

/**
 * `nginx`, `library/nginx`, `docker.io/nginx` and `nginx` with `ns=docker.io` are the same repository; `ghcr.io/owner/image` is
 * owner/image at ghcr.io. A first component with a dot is a registry, known or not: Docker Hub's namespaces have none.
 * At a registry's own host neither rule nor parameter leads to another.
 * @throws RegistryError NAME_INVALID when `ns` is no host name
 */
export function resolveRepository({ name, ns, isConfiguredRegistry, ownRegistry }: NamedRepository): Resource {
  if (ownRegistry !== undefined) return atRegistry(ownRegistry, name);
  if (ns !== undefined) return atRegistry(parseHost(ns), name);
  const slash = name.indexOf('/');
  if (slash === -1) return atRegistry(dockerHub, name);
  const first = name.slice(0, slash);
  const isRegistry = first.includes('.') || first === 'localhost' || isConfiguredRegistry(first);
  return isRegistry ? atRegistry(first, name.slice(slash + 1)) : atRegistry(dockerHub, name);
}

function parseHost(ns: string): string {
  const host = ns.toLowerCase();
  if (host.length > hostLengthMax || !hostGrammar.test(host)) throw new RegistryError('NAME_INVALID', 'query parameter ns is not a registry: send a host name such as docker.io');
  return host;
}

function atRegistry(host: string, path: string): Resource {
  if (!isDockerHubHost(host)) return { registry: host, repository: path };
  return { registry: dockerHub, repository: path.includes('/') ? path : `library/${path}` };
}
