// The upstream registries that the gateway is configured with, and no others.
import type { Log } from '../telemetry/log.ts';
import { createAuthenticator } from './authenticate.ts';
import { readBlob } from './blobs.ts';
import { createConnection } from './connection.ts';
import { createPush } from './create-push.ts';
import type { Connection } from './connection.ts';
import type { UpstreamCredentialStore } from './credential.port.ts';
import { createExchange } from './exchange.ts';
import { locateBlob } from './locate-blob.ts';
import { readManifest } from './manifests.ts';
import { createPlaces } from './places.ts';
import { createProveIdentity } from './prove-identity.ts';
import { readReferrers } from './referrers.ts';
import { readTags } from './tags.ts';
import type { UpstreamConfig, UpstreamRegistry, Upstreams } from './upstream-registry.ts';

export interface UpstreamsOptions {
  readonly registries: readonly UpstreamConfig[];
  readonly credentials: UpstreamCredentialStore;
  readonly log: Pick<Log, 'debug' | 'warn'>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

// A client that reads nothing for as long as five silences of an upstream's may last is gone.
const stallsPerIdleTimeout = 5;
// Fewer than the connections there may be (connection.ts): slow bodies leave some for questions.
const bodiesMax = 128;

/** Makes a client of each configured registry. Contacts nobody yet. @throws Error for an address that cannot be used */
export function createUpstreams({ registries, credentials, log, now }: UpstreamsOptions): Upstreams {
  const connections: Connection[] = [];
  const clients = new Map<string, UpstreamRegistry>();
  for (const config of registries) {
    if (clients.has(config.registry)) throw new Error(`upstream ${config.registry} is configured twice: leave one`);
    const connection = createConnection(config);
    connections.push(connection);
    clients.set(config.registry, createClient(config, connection, { credentials, log, now }));
  }
  return {
    has: (registry) => clients.has(registry),
    get: (registry) => clients.get(registry),
    async close() {
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
}

function createClient(config: UpstreamConfig, connection: Connection, { credentials, log, now }: Omit<UpstreamsOptions, 'registries'>): UpstreamRegistry {
  const { registry, responseTimeoutMs, idleTimeoutMs } = config;
  const address = parseAddress(config);
  const findCredential = async (): ReturnType<UpstreamCredentialStore['findUpstreamCredential']> => (await credentials.findUpstreamCredential(registry)) ?? config.credential;
  const authenticator = createAuthenticator({ registry, address, connection, now });
  const exchangeOptions = { registry, address, connection, authenticator, findCredential, retryBudgetMs: responseTimeoutMs, now, log };
  const exchange = createExchange(exchangeOptions);
  const places = createPlaces({ registry, placesMax: bodiesMax, waitMs: responseTimeoutMs });
  return {
    registry,
    proveIdentity: createProveIdentity({ registry, address, connection, now }),
    hasCredential: async () => (await findCredential()) !== undefined,
    manifest: (query) => readManifest(exchange, query),
    blob: (query) => readBlob(exchange, query, { places, stallTimeoutMs: stallsPerIdleTimeout * idleTimeoutMs }),
    locateBlob: (query) => locateBlob(exchange, query),
    tags: (query) => readTags(exchange, query),
    referrers: (query) => readReferrers(exchange, query),
    push: createPush({ exchange: exchangeOptions, urlOf: (question) => exchange.urlOf(question), places }),
    rateLimit: (as) => exchange.rateLimit(as),
  };
}

function parseAddress({ registry, address }: UpstreamConfig): URL {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw new Error(`address of upstream ${registry} must start with http:// or https://`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') throw new Error(`address of upstream ${registry} holds more than scheme, host and path`);
  return url;
}
