// The lines that close leaks, in the words of `pullgate setup`.
import type { Client } from './client.ts';

/** Sends the client's pulls to the gateway. */
export function closeByFiles({ name, setup }: Pick<Client, 'name' | 'setup'>): string {
  if (setup === null) return `give ${name} the gateway's proxy in HTTPS_PROXY, and let the network refuse what goes past it`;
  return `run pullgate setup ${setup} --output /, and the commands that it prints`;
}

/** Nothing on a developer's machine can close what the network leaves open. */
export function closeByNetwork(hosts: readonly string[]): string {
  const names = hosts.join(', ');
  return `let the network refuse port 443 of ${names} to all but the gateway, or its DNS point ${hosts.length === 1 ? 'this name' : 'these names'} at the gateway (proxy.tls_listen and proxy.hosts in docs/config.md)`;
}
