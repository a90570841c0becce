// The proxy's settings as the server uses them: which hosts are taken over for which registry.
import { dockerHubRegistryHosts, dockerHubTokenHost } from '../core/image/docker-hub.ts';
import { dockerHub } from '../core/image/reference.ts';
import type { ListenAddress, ProxyConfig } from './config.ts';
import { isHostName, parseListenAddress } from './format.ts';
import type { ConfigDocument } from './schema.ts';

const dockerHubHosts = [...dockerHubRegistryHosts, dockerHubTokenHost, dockerHub];

/** Undefined when neither listener is set. Problems are told whether it is on or not. */
export function resolveProxy({ proxy, upstreams }: Pick<ConfigDocument, 'proxy' | 'upstreams'>, problems: string[]): ProxyConfig | undefined {
  const registries = Object.keys(upstreams);
  const hosts: Record<string, readonly string[]> = {};
  for (const registry of registries) hosts[registry] = proxy.hosts[registry] ?? hostsOf(registry);
  for (const registry of Object.keys(proxy.hosts)) {
    if (!registries.includes(registry)) problems.push(`proxy.hosts.${registry}: is no configured registry: add it to upstreams`);
  }
  const all = Object.values(hosts).flat();
  const twice = all.find((host, at) => all.indexOf(host) !== at);
  if (twice !== undefined) problems.push(`proxy.hosts: ${twice} stands more than once: name it for one registry`);
  const listen = readAddress(proxy.listen);
  const tlsListen = readAddress(proxy.tls_listen);
  if (listen === undefined && tlsListen === undefined) return undefined;
  return {
    ...(listen === undefined ? {} : { listen }),
    ...(tlsListen === undefined ? {} : { tlsListen }),
    ...(proxy.public_url === undefined ? {} : { publicUrl: proxy.public_url.replace(/\/$/, '') }),
    hosts,
    tunnelHosts: proxy.tunnel_hosts,
    tunnelNetworks: proxy.tunnel_networks,
  };
}

/** A registry whose name has a port, or no dot, is none that a client reaches on port 443 by its name. */
function hostsOf(registry: string): readonly string[] {
  if (registry === dockerHub) return dockerHubHosts;
  return isHostName(registry) ? [registry] : [];
}

function readAddress(text: string | undefined): ListenAddress | undefined {
  return text === undefined ? undefined : parseListenAddress(text);
}
