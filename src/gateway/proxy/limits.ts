// What the proxy bears from its peers, besides a listener's limits: connections and waits.

const secondMs = 1000;

export interface ProxyLimits {
  /** Connections open at a time through one listener of one process. */
  readonly connectionsMax: number;
  /** Of them from one client address; trusted proxies, behind which many clients are, may have all of them. */
  readonly connectionsPerClientMax: number;
  /** From the first byte that may come, until the TLS handshake is over. */
  readonly handshakeTimeoutMs: number;
  /** For resolving a tunnel's host and opening the connection to it. */
  readonly dialTimeoutMs: number;
  /** How long nothing may move in a tunnel. */
  readonly tunnelIdleTimeoutMs: number;
}

export const defaultProxyLimits: ProxyLimits = {
  connectionsMax: 4096,
  connectionsPerClientMax: 256,
  handshakeTimeoutMs: 10 * secondMs,
  dialTimeoutMs: 10 * secondMs,
  tunnelIdleTimeoutMs: 300 * secondMs,
};
