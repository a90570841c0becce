// Composes the proxy: its listeners, the certificates that they present, and the way to the hosts that it tunnels to.
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { createLeafCertificates } from './authority/leaf-certificates.ts';
import type { AuthorityKeeper } from './authority/authority-keeper.ts';
import type { ProxyConfig } from './config/config.ts';
import type { Gateway } from './gateway/gateway.ts';
import { createDial } from './gateway/proxy/dial.ts';
import { defaultProxyLimits } from './gateway/proxy/limits.ts';
import { createProxy } from './gateway/proxy/proxy.ts';
import type { TrustedProxies } from './http/client-address.ts';
import { createDialable } from './http/dialable.ts';
import type { ListenerAddress } from './http/listener.ts';
import { openListener } from './open-listener.ts';
import { now } from './parts.ts';
import type { Parts } from './parts.ts';

/** Of the listeners that are configured. */
export interface ProxyAddresses {
  readonly proxy?: ListenerAddress;
  readonly proxyTls?: ListenerAddress;
}

export interface OpenProxyOptions {
  readonly config: ProxyConfig;
  readonly gateway: Gateway;
  readonly authority: Pick<AuthorityKeeper, 'current'>;
  readonly trustedProxies: TrustedProxies;
  /** Instead of the configured ports. */
  readonly ports: { readonly proxy?: number; readonly proxyTls?: number };
}

/** Takes the ports. */
export async function openProxy({ config, gateway, authority, trustedProxies, ports }: OpenProxyOptions, parts: Parts): Promise<ProxyAddresses> {
  const { log } = parts;
  const leaves = createLeafCertificates({ authority: authority.current, now });
  const dial = createDial({
    resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
    connect: (address, port) => connect({ host: address, port, allowHalfOpen: true }),
    isDialable: createDialable(config.tunnelNetworks),
    timeoutMs: defaultProxyLimits.dialTimeoutMs,
  });
  const { hosts, tunnelHosts, listen, tlsListen, publicUrl } = config;
  const proxy = createProxy({ hosts, tunnelHosts, gateway, contextFor: leaves.contextFor, dial, trustedProxies, log });
  const address = listen && (await openListener({ ...listen, ...(publicUrl && { publicUrl }), port: ports.proxy ?? listen.port, ...proxy.connect, setting: 'PULLGATE_PROXY_LISTEN / --proxy-listen' }, parts));
  const tlsAddress = tlsListen && (await openListener({ ...tlsListen, port: ports.proxyTls ?? tlsListen.port, ...proxy.byServerName, setting: 'PULLGATE_PROXY_TLS_LISTEN / --proxy-tls-listen' }, parts));
  return { ...(address && { proxy: address }), ...(tlsAddress && { proxyTls: tlsAddress }) };
}
