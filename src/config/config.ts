// The configuration as the server uses it: names as in code, files read, units in the names.

export interface Config {
  readonly dataFolder: string;
  readonly secretKeyFile: string;
  /** The catalog to use instead of the shipped one, as parsed JSON. */
  readonly catalog?: unknown;
  /** Asking Docker Hub for its badges; `report`: what changed is told and does not take effect. */
  readonly catalogRefresh: { readonly isEnabled: boolean; readonly address: string; readonly intervalMs: number; readonly apply: 'apply' | 'report' };
  readonly firstStart: {
    readonly organization: string;
    readonly ownerUsername: string;
    readonly ownerPassword?: string;
    readonly memberUsername: string;
  };
  readonly gateway: ListenerConfig & {
    readonly allowedOrganizations?: readonly string[];
    readonly trustedProxies: readonly string[];
    /** PEM: the authority behind the certificate at the public address, for clients that do not trust it by themselves. */
    readonly publicCa?: string;
  };
  readonly admin: ListenerConfig & {
    /** Requests a minute, of one account and of one address that is not signed in. */
    readonly rateLimits: { readonly perMinute: number; readonly anonymousPerMinute: number };
    /** How long a session lasts without use, and in any case. */
    readonly sessions: { readonly idleMs: number; readonly lifetimeMs: number };
  };
  /** Registry hosts under their own names; left out: off. */
  readonly proxy?: ProxyConfig;
  readonly upstreams: readonly UpstreamSettings[];
  /** The upstream whose names and secrets people may sign in with. */
  readonly identity?: { readonly upstream: string };
  /** Processes that answer pulls; 1: everything in one process. */
  readonly workers: number | 'auto';
  readonly cache: CacheSettings;
  readonly recordsRetentionDays: number;
  /** Where mail is sent; left out: none is. */
  readonly mail?: MailConfig;
  readonly webhooks: WebhookSettings;
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly format: 'pretty' | 'json' };
}

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS. */
  readonly isSecure: boolean;
  readonly credential?: { readonly username: string; readonly password: string };
  readonly from: { readonly name: string; readonly address: string };
  /** PEM. */
  readonly ca?: string;
  /** The origin that the links in mails lead to. */
  readonly publicUrl: string;
}

export interface WebhookSettings {
  /** Addresses and CIDRs beyond the public internet that may be sent to. */
  readonly allowNetworks: readonly string[];
  /** PEM: trusted besides the public authorities. */
  readonly ca?: string;
  /** Of one attempt. */
  readonly timeoutMs: number;
  readonly retryMs: number;
  readonly switchOffMs: number;
  readonly logMs: number;
}

export interface ListenerConfig {
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string;
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string };
}

/** At least one of its listeners is there. */
export interface ProxyConfig {
  /** HTTP CONNECT. */
  readonly listen?: ListenAddress;
  /** TLS by server name. */
  readonly tlsListen?: ListenAddress;
  /** The CONNECT listener as clients reach it: `http://proxy.example.com:3128`. */
  readonly publicUrl?: string;
  /** Host names that are answered for each registry, in lower case; none stands twice. */
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  /** Other hosts that a connection may be opened to: `host.example.com`, or `*.example.com` for all below it. */
  readonly tunnelHosts: readonly string[];
  /** Networks of private, loopback or link-local addresses that a tunnel may reach. */
  readonly tunnelNetworks: readonly string[];
}

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
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
  readonly blobs: 'cache' | 'stream' | 'redirect';
}

export interface CacheSettings {
  readonly isEnabled: boolean;
  readonly folder: string;
  /** Left out: 80 % of what is free (and of what the cache holds already) at the start. */
  readonly maxBytes?: number;
  /** Between 0 and 1. */
  readonly lowWaterShare: number;
  readonly tagFreshMs: number;
  readonly staleMs: number;
  readonly negativeMs: number;
  readonly slowMs: number;
}
