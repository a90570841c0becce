// From the validated document to what the server uses: reads the files that it names, and reports those that cannot be read.
import { join } from 'node:path';
import type { CacheSettings, Config, ListenerConfig, UpstreamSettings, WebhookSettings } from './config.ts';
import { parseByteSize, parseListenAddress } from './format.ts';
import { resolveMail } from './resolve-mail.ts';
import { resolveProxy } from './resolve-proxy.ts';
import type { ConfigDocument } from './schema.ts';

const secondMs = 1000;
const hourMs = 3600 * secondMs;
const dayMs = 24 * hourMs;

type ReadNamedFile = (setting: string, path: string) => string;

/** Adds to `problems` each file that cannot be read; the result is whole only when it added none. */
export function resolveConfig(document: ConfigDocument, readText: (path: string) => string, problems: string[]): Config {
  const read: ReadNamedFile = (setting, path) => {
    try {
      return readText(path);
    } catch (error) {
      problems.push(`${setting}: ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      return '';
    }
  };
  const { first_start: firstStart, gateway, admin } = document;
  const proxy = resolveProxy(document, problems);
  const identity = resolveIdentity(document, problems);
  const mail = resolveMail(document, read, problems);
  return {
    dataFolder: document.data,
    secretKeyFile: document.secret_key_file ?? join(document.data, 'secret.key'),
    ...(document.catalog_file === undefined ? {} : { catalog: parseJson('catalog_file', document.catalog_file, read, problems) }),
    catalogRefresh: resolveCatalogRefresh(document),
    firstStart: {
      organization: firstStart.organization,
      ownerUsername: firstStart.owner_username,
      ...(firstStart.owner_password === undefined ? {} : { ownerPassword: firstStart.owner_password }),
      memberUsername: firstStart.member_username,
    },
    gateway: {
      ...listener('gateway', gateway, read),
      ...(gateway.allowed_organizations === undefined ? {} : { allowedOrganizations: gateway.allowed_organizations }),
      trustedProxies: gateway.trusted_proxies,
      ...(gateway.public_ca_file === undefined ? {} : { publicCa: readCertificates('gateway.public_ca_file', gateway.public_ca_file, read, problems) }),
    },
    admin: { ...listener('admin', admin, read), rateLimits: { perMinute: admin.rate_limit_per_minute, anonymousPerMinute: admin.anonymous_rate_limit_per_minute }, sessions: { idleMs: admin.session_idle_hours * hourMs, lifetimeMs: admin.session_hours * hourMs } },
    ...(proxy === undefined ? {} : { proxy }),
    upstreams: Object.entries(document.upstreams).map(([registry, upstream]) => resolveUpstream(registry, upstream, read)),
    ...(identity === undefined ? {} : { identity }),
    workers: document.workers,
    cache: resolveCache(document),
    recordsRetentionDays: document.records.retention_days,
    ...(mail === undefined ? {} : { mail }),
    webhooks: resolveWebhooks(document, read, problems),
    log: document.log,
  };
}

function listener(name: string, document: Pick<ConfigDocument['admin'], 'listen' | 'public_url' | 'tls'>, read: ReadNamedFile): ListenerConfig {
  const address = parseListenAddress(document.listen);
  if (address === undefined) throw new Error(`${name}.listen was validated before`);
  if (document.tls !== undefined) {
    read(`${name}.tls.certificate_file`, document.tls.certificate_file);
    read(`${name}.tls.key_file`, document.tls.key_file);
  }
  return {
    ...address,
    ...(document.public_url === undefined ? {} : { publicUrl: document.public_url.replace(/\/$/, '') }),
    ...(document.tls === undefined ? {} : { tls: { certificateFile: document.tls.certificate_file, keyFile: document.tls.key_file } }),
  };
}

function resolveUpstream(registry: string, document: ConfigDocument['upstreams'][string], read: ReadNamedFile): UpstreamSettings {
  const setting = `upstreams.${registry}`;
  const { username, password_file: passwordFile, ca_file: caFile } = document;
  return {
    registry,
    address: document.address,
    ...(username === undefined || passwordFile === undefined ? {} : { credential: { username, password: read(`${setting}.password_file`, passwordFile).replace(/\r?\n$/, '') } }),
    ...(caFile === undefined ? {} : { ca: read(`${setting}.ca_file`, caFile) }),
    connectTimeoutMs: document.connect_timeout_seconds * secondMs,
    responseTimeoutMs: document.response_timeout_seconds * secondMs,
    idleTimeoutMs: document.idle_timeout_seconds * secondMs,
    blobs: document.blobs,
  };
}

function resolveIdentity({ identity: { upstream }, upstreams }: ConfigDocument, problems: string[]): Config['identity'] {
  if (upstream === undefined) return undefined;
  if (!Object.hasOwn(upstreams, upstream)) problems.push(`identity.upstream: \`${upstream}\` is no configured upstream: name one of ${Object.keys(upstreams).join(', ')}`);
  return { upstream };
}

function resolveCache({ data, cache }: ConfigDocument): CacheSettings {
  const maxBytes = cache.max_size === undefined ? undefined : parseByteSize(cache.max_size);
  return {
    isEnabled: cache.enabled,
    folder: cache.folder ?? join(data, 'cache'),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    lowWaterShare: cache.low_water_percent / 100,
    tagFreshMs: cache.tag_fresh_seconds * secondMs,
    staleMs: cache.stale_days * dayMs,
    negativeMs: cache.negative_seconds * secondMs,
    slowMs: cache.slow_seconds * secondMs,
  };
}

function resolveWebhooks({ webhooks }: ConfigDocument, read: ReadNamedFile, problems: string[]): WebhookSettings {
  return {
    allowNetworks: webhooks.allow_networks,
    ...(webhooks.ca_file === undefined ? {} : { ca: readCertificates('webhooks.ca_file', webhooks.ca_file, read, problems) }),
    timeoutMs: webhooks.timeout_seconds * secondMs,
    retryMs: webhooks.retry_hours * hourMs,
    switchOffMs: webhooks.switch_off_hours * hourMs,
    logMs: webhooks.log_days * dayMs,
  };
}

function readCertificates(setting: string, path: string, read: ReadNamedFile, problems: string[]): string {
  const text = read(setting, path);
  if (text !== '' && !text.includes('-----BEGIN CERTIFICATE-----')) problems.push(`${setting}: ${path} holds no certificate: name a PEM file`);
  return text;
}

function parseJson(setting: string, path: string, read: ReadNamedFile, problems: string[]): unknown {
  const text = read(setting, path);
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch (error) {
    problems.push(`${setting}: ${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function resolveCatalogRefresh({ catalog: { refresh } }: ConfigDocument): Config['catalogRefresh'] {
  return { isEnabled: refresh.enabled, address: refresh.address, intervalMs: refresh.interval_hours * hourMs, apply: refresh.apply };
}
