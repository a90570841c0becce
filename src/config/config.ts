// The configuration as the server uses it: names as in code, files read, units in the names.

export interface Config {
  readonly dataFolder: string;
  readonly secretKeyFile: string;
  /** The catalog to use instead of the shipped one, as parsed JSON. */
  readonly catalog?: unknown;
  readonly firstStart: {
    readonly organization: string;
    readonly ownerUsername: string;
    readonly ownerPassword?: string;
    readonly memberUsername: string;
  };
  readonly gateway: ListenerConfig & {
    readonly allowedOrganizations?: readonly string[];
    readonly trustedProxies: readonly string[];
  };
  readonly admin: ListenerConfig;
  readonly upstreams: readonly UpstreamSettings[];
  readonly recordsRetentionDays: number;
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly format: 'pretty' | 'json' };
}

export interface ListenerConfig {
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string;
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string };
}

export interface UpstreamSettings {
  readonly registry: string;
  readonly address: string;
  readonly credential?: { readonly username: string; readonly password: string };
  /** PEM. */
  readonly ca?: string;
  readonly connectTimeoutMs: number;
  readonly responseTimeoutMs: number;
  readonly idleTimeoutMs: number;
}
