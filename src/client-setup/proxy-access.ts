// The proxy as a client reaches it, with what the client must trust, and what is missing where it cannot.
import { isEverywhere, isLoopback, parseAddress } from './address.ts';
import { SetupObstacle } from './facts.ts';
import type { SetupFacts } from './facts.ts';

export interface ProxyAccess {
  /** `http://proxy.example.com:3128` */
  readonly origin: string;
  /** The PEM certificate that clients must trust. */
  readonly caPem: string;
  /** Hosts to be reached without it: this machine's own, and the gateway, which decides itself. */
  readonly exceptions: readonly string[];
  /** The variables that a program written in Go reads. */
  readonly variables: Readonly<Record<'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY', string>>;
  /** Told with every setup that goes there. */
  readonly notes: readonly string[];
}

const thisMachine = ['localhost', '127.0.0.1', '::1'] as const;

/** @throws SetupObstacle while the proxy is off or cannot be reached */
export function proxyAccess({ proxyUrl, caPem, gatewayUrl, takenOverHosts }: SetupFacts): ProxyAccess {
  if (proxyUrl === undefined) throw new SetupObstacle('the proxy is off: set proxy.listen, and proxy.public_url to the address that clients use');
  const { origin, hostname } = parseAddress(proxyUrl, 'proxy.public_url');
  if (isEverywhere(hostname)) throw new SetupObstacle(`no client can reach the proxy at ${origin}: set proxy.public_url to the address that clients use`);
  if (caPem === undefined) throw new SetupObstacle('there is no certificate authority yet: restart the server with proxy.listen set, or run pullgate ca show');
  const exceptions = [...thisMachine, ...gatewayExceptions(gatewayUrl)];
  const hosts = Object.values(takenOverHosts).flat();
  return {
    origin,
    caPem: certificatesOf(caPem),
    exceptions,
    variables: { HTTP_PROXY: origin, HTTPS_PROXY: origin, NO_PROXY: exceptions.join(',') },
    notes: [
      `The proxy answers for ${hosts.join(', ')}. Every other host is refused, but for those in proxy.tunnel_hosts.`,
      ...(isLoopback(hostname) ? [`The proxy is at ${origin}: this works on the server's own machine alone. For others, set proxy.listen and proxy.public_url.`] : []),
    ],
  };
}

function gatewayExceptions(gatewayUrl: string): readonly string[] {
  const { hostname } = parseAddress(gatewayUrl, 'gateway.public_url');
  return isEverywhere(hostname) || isLoopback(hostname) ? [] : [hostname.replace(/^\[|\]$/g, '')];
}

/** The certificates of a PEM text, and nothing else of it. */
export function certificatesOf(pem: string): string {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => `${block.replaceAll('\r', '')}\n`).join('');
}
