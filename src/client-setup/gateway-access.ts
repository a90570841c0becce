// The gateway as a client reaches it directly, and what is missing where it cannot.
import { SetupObstacle } from './facts.ts';
import type { SetupFacts } from './facts.ts';
import { isEverywhere, isLoopback, parseAddress } from './address.ts';

export interface GatewayAccess {
  /** `https://gate.example.com` */
  readonly origin: string;
  /** As it stands before an image's name: `gate.example.com`, `127.0.0.1:5000`. */
  readonly host: string;
  readonly isEncrypted: boolean;
  /** PEM, where clients have to be told whom to trust. */
  readonly caPem: string | undefined;
  /** Told with every setup that goes there. */
  readonly notes: readonly string[];
}

/** @throws SetupObstacle when clients cannot reach it, or would send passwords in the clear */
export function gatewayAccess({ gatewayUrl, gatewayCaPem }: Pick<SetupFacts, 'gatewayUrl' | 'gatewayCaPem'>): GatewayAccess {
  const { origin, host, hostname, protocol } = parseAddress(gatewayUrl, 'gateway.public_url');
  if (isEverywhere(hostname)) throw new SetupObstacle(`no client can reach the gateway at ${origin}: set gateway.public_url to the address that clients use`);
  const isEncrypted = protocol === 'https:';
  if (!isEncrypted && !isLoopback(hostname)) {
    throw new SetupObstacle(`the gateway at ${origin} has no TLS, and passwords would be sent to it in the clear: set gateway.tls, or gateway.public_url to the https address of what stands before it`);
  }
  return {
    origin,
    host,
    isEncrypted,
    caPem: isEncrypted ? gatewayCaPem : undefined,
    notes: isLoopback(hostname) ? [`The gateway is at ${origin}: this works on its own machine alone. For others, set gateway.listen, gateway.tls and gateway.public_url.`] : [],
  };
}
