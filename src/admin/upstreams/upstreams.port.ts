// Upstream registries as the operator sees them, and their credentials as the operator sets them. The adapter encrypts these at rest.
import type { Act } from '../../audit/activity.port.ts';

export interface UpstreamDescription {
  readonly registry: string;
  readonly address: string;
  readonly delivery: 'cache' | 'stream' | 'redirect';
  readonly credential?: { readonly origin: 'stored' | 'configured'; readonly username: string };
  /** What upstream last told of its pull limit. */
  readonly rateLimit?: {
    readonly limit?: number;
    readonly remaining: number;
    readonly windowSeconds?: number;
    /** Whom upstream counts. */
    readonly source?: string;
    /** Milliseconds since the Unix epoch. */
    readonly atMs: number;
  };
}

/** Every configured registry. The composition root hands it in. */
export type DescribeUpstreams = () => Promise<readonly UpstreamDescription[]>;

export interface UpstreamCredentialWriter {
  setUpstreamCredential(registry: string, credential: { readonly username: string; readonly password: string }, act: Act): Promise<void>;
  removeUpstreamCredential(registry: string, act: Act): Promise<boolean>;
  /** Without passwords. */
  listUpstreamCredentials(): Promise<readonly { readonly registry: string; readonly username: string }[]>;
}
