// What becomes of a connection to a host: answered here, tunnelled, or refused.
import type { Takeover } from '../takeover.ts';

export type Destination =
  | { readonly kind: 'taken-over'; readonly takeover: Takeover }
  | { readonly kind: 'tunnel' }
  | { readonly kind: 'unlisted' };

export interface Destinations {
  /** `host` in lower case, without the root's dot. */
  readonly of: (host: string) => Destination;
}

export interface DestinationOptions {
  /** Host names that are answered for each registry. */
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  /** `host.example.com`, or `*.example.com` for all below it. */
  readonly tunnelHosts: readonly string[];
}

const dockerHub = 'docker.io';
/** Where Docker Hub's own challenges send clients for their tokens. */
const dockerHubTokenHost = 'auth.docker.io';

/** A host that is taken over is never tunnelled to, whatever `tunnelHosts` has. */
export function createDestinations({ hosts, tunnelHosts }: DestinationOptions): Destinations {
  const takenOver = new Map<string, Destination>();
  for (const [registry, names] of Object.entries(hosts)) {
    for (const host of names) {
      const tokenHost = registry === dockerHub && names.includes(dockerHubTokenHost) ? dockerHubTokenHost : host;
      takenOver.set(host, { kind: 'taken-over', takeover: { registry, host, tokenHost } });
    }
  }
  const exact = new Set(tunnelHosts.filter((pattern) => !pattern.startsWith('*.')));
  const endings = tunnelHosts.filter((pattern) => pattern.startsWith('*.')).map((pattern) => pattern.slice(1));
  return {
    of: (host) => takenOver.get(host) ?? { kind: exact.has(host) || endings.some((ending) => host.endsWith(ending)) ? 'tunnel' : 'unlisted' },
  };
}
