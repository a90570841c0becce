// The lines that close leaks, in the words of `pullgate setup`.
import type { Client } from './client.ts';

/** Sends the client's pulls to the gateway. */
export function closeByFiles({ name, setup }: Pick<Client, 'name' | 'setup'>): string {
  if (setup === null) return `let the shells that run ${name} have the gateway's proxy in HTTPS_PROXY, and the network refuse all other ways`;
  return `run pullgate setup ${setup} --output ${setup}, and apply its files as it says`;
}

/** Nothing on a developer's machine can close what the network leaves open. */
export function closeByNetwork(hosts: readonly string[]): string {
  const names = hosts.join(', ');
  return `let the network refuse port 443 of ${names} to all but the gateway, or its DNS point ${hosts.length === 1 ? 'this name' : 'these names'} at the gateway (proxy.tls_listen in docs/config.md)`;
}
