// What the texts for clients are made from, and why some of them cannot be made.

export interface SetupFacts {
  /** The gateway as clients reach it, without a path: `https://gate.example.com`. */
  readonly gatewayUrl: string;
  /** PEM of the authority behind the gateway's own certificate, where clients do not trust it by themselves. */
  readonly gatewayCaPem?: string | undefined;
  /** The proxy as clients reach it: `http://proxy.example.com:3128`; undefined while it is off. */
  readonly proxyUrl?: string | undefined;
  /** PEM of the authority whose certificates answer for the hosts that are taken over. */
  readonly caPem?: string | undefined;
  /** By registry: `{ 'docker.io': ['registry-1.docker.io', 'auth.docker.io'] }`. */
  readonly takenOverHosts: Readonly<Record<string, readonly string[]>>;
  /** The configured registries: `docker.io`, `ghcr.io`. */
  readonly registries: readonly string[];
  /** Those of the person who asks, in lower case. */
  readonly organizations: readonly string[];
  /** The person who asks. */
  readonly username: string;
}

/** The server has not what a client needs. The message says which setting to make. */
export class SetupObstacle extends Error {
  override readonly name = 'SetupObstacle';
}
