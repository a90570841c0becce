// What the server itself contributes to the texts for clients. The composition root hands it in.

export interface ServerSetupFacts {
  /** The gateway as clients reach it. */
  readonly gatewayUrl: string;
  /** PEM of the authority behind the gateway's own certificate, where the operator has named one. */
  readonly gatewayCaPem?: string | undefined;
  /** The proxy as clients reach it; undefined while it is off. */
  readonly proxyUrl?: string | undefined;
  /** PEM of the authority for the hosts that are taken over; undefined where there is none. */
  readonly caPem?: string | undefined;
  /** By registry. */
  readonly takenOverHosts: Readonly<Record<string, readonly string[]>>;
  readonly registries: readonly string[];
}

/** Asked with every call: the authority may be a new one. */
export type ReadServerSetupFacts = () => Promise<ServerSetupFacts>;
