// The configured upstreams for those who run the gateway: where each is, as whom it is asked, how many pulls it still grants.
import type { UpstreamCredentialStore } from './credential.port.ts';
import type { RateLimit, UpstreamConfig, UpstreamRegistry, Upstreams } from './upstream-registry.ts';

export interface UpstreamDescription {
  readonly registry: string;
  readonly address: string;
  /** How blobs reach clients. */
  readonly delivery: 'cache' | 'stream' | 'redirect';
  /** `stored` goes before `configured`; absent: it is asked as the anonymous. */
  readonly credential?: { readonly origin: 'stored' | 'configured'; readonly username: string };
  /** Of those whom pulls are made as; absent: upstream never told. */
  readonly rateLimit?: RateLimit;
}

export interface DescribeUpstreamsOptions {
  readonly registries: readonly (Pick<UpstreamConfig, 'registry' | 'address' | 'credential'> & { readonly blobs: UpstreamDescription['delivery'] })[];
  readonly upstreams: Pick<Upstreams, 'get'>;
  readonly credentials: UpstreamCredentialStore;
}

/** In the order of the configuration. Contacts nobody. */
export function createDescribeUpstreams({ registries, upstreams, credentials }: DescribeUpstreamsOptions): () => Promise<readonly UpstreamDescription[]> {
  return () =>
    Promise.all(
      registries.map(async ({ registry, address, blobs: delivery, credential: configured }) => {
        const stored = await credentials.findUpstreamCredential(registry);
        const username = stored?.username ?? configured?.username;
        const rateLimit = rateLimitOf(upstreams.get(registry), username !== undefined);
        return {
          registry,
          address,
          delivery,
          ...(username === undefined ? {} : { credential: { origin: stored === undefined ? ('configured' as const) : ('stored' as const), username } }),
          ...(rateLimit === undefined ? {} : { rateLimit }),
        };
      }),
    );
}

/** Without a credential both identities are the same anonymous: the latest counts. */
function rateLimitOf(upstream: Pick<UpstreamRegistry, 'rateLimit'> | undefined, hasCredential: boolean): RateLimit | undefined {
  const asGateway = upstream?.rateLimit('gateway');
  if (hasCredential) return asGateway;
  const asAnonymous = upstream?.rateLimit('anonymous');
  return (asGateway?.atMs ?? 0) > (asAnonymous?.atMs ?? 0) ? asGateway : asAnonymous;
}
