// The shape of the configuration: what the YAML file may hold, and what each setting must be.
import { z } from 'zod';
import { accountNameGrammar, accountNameRule } from '../core/policy/account-name.ts';
import { isHostName, isHostPattern, isMailSender, isMailServer, isNetwork, isOrigin, isRegistryName, isSafeAddress, parseByteSize, parseListenAddress } from './format.ts';

const filePath = z.string('must be a path').min(1, 'is empty: name a file, or leave the setting out');
const listen = z
  .string('must be text like 127.0.0.1:5000')
  .refine((text) => parseListenAddress(text) !== undefined, 'is not HOST:PORT: write it like 127.0.0.1:5000 or [::]:5000');
const origin = z
  .string('must be text like https://registry.example.com')
  .refine(isOrigin, 'is not an address: write it like https://registry.example.com, without a path');
const accountName = z.string('must be a name').regex(accountNameGrammar, accountNameRule);
const seconds = z.coerce.number('must be a number of seconds').min(0.1, 'must be at least 0.1').max(3600, 'must be at most 3600');
const hours = z.coerce.number('must be a number of hours').min(0.1, 'must be at least 0.1').max(8760, 'must be at most 8760');
const requestsAMinute = z.coerce.number('must be a number of requests').int('must be a whole number of requests').min(1, 'must be at least 1').max(1_000_000, 'must be at most 1000000');
const atLeastZero = (unit: string, max: number) => z.coerce.number(`must be a number of ${unit}`).min(0, 'must not be negative').max(max, `must be at most ${max}`);
const byteSize = z.union([z.string(), z.number()], 'must be a size like 50GiB').transform(String).refine((text) => parseByteSize(text) !== undefined, 'is no size: write it like 500MiB, 50GiB or 2TiB');
const onOrOff = z.stringbool({ truthy: ['true', 'on', 'yes', '1'], falsy: ['false', 'off', 'no', '0'], error: 'must be true or false' });
const network = z.string('must be text').refine(isNetwork, { error: ({ input }) => `\`${String(input)}\` is no address and no network: write it like 10.0.0.1, 10.0.0.0/8 or fd00::/8` });
/** A list, or in a variable its items with commas between them. */
const listOf = <T extends z.ZodType>(item: T) => z.preprocess((value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()).filter((part) => part !== '') : value), z.array(item, 'must be a list'));
const lowerCase = z.string('must be the name of a host').transform((text) => text.toLowerCase());
const hostName = lowerCase.refine(isHostName, { error: ({ input }) => `\`${String(input)}\` is no host name: write it like registry-1.docker.io, without scheme and port` });
const hostPattern = lowerCase.refine(isHostPattern, { error: ({ input }) => `\`${String(input)}\` is no host name: write it like mirror.example.com, or *.example.com for all below it` });
const tls = z.strictObject({ certificate_file: filePath, key_file: filePath });

const upstream = z
  .strictObject({
    address: origin,
    username: z.string('must be text').min(1).optional(),
    password_file: filePath.optional(),
    ca_file: filePath.optional(),
    connect_timeout_seconds: seconds.default(10),
    response_timeout_seconds: seconds.default(30),
    idle_timeout_seconds: seconds.default(60),
    blobs: z.enum(['cache', 'stream', 'redirect'], 'must be cache, stream or redirect').default('cache'),
  })
  .refine((value) => (value.username === undefined) === (value.password_file === undefined), 'needs both username and password_file, or neither');

const listener = (defaultListen: string) => ({
  listen: listen.default(defaultListen),
  public_url: origin.optional(),
  tls: tls.optional(),
});

export const configSchema = z.strictObject({
  data: filePath.default('./data'),
  secret_key_file: filePath.optional(),
  catalog_file: filePath.optional(),
  catalog: z
    .strictObject({
      refresh: z
        .strictObject({
          enabled: z.union([z.boolean(), onOrOff], 'must be true or false').default(false),
          address: origin.refine(isSafeAddress, 'must begin with https://: whoever is on the way could give any badge otherwise').default('https://hub.docker.com'),
          interval_hours: z.coerce.number('must be a number of hours').min(1, 'must be at least 1').max(8760, 'must be at most 8760').default(24),
          apply: z.enum(['apply', 'report'], 'must be apply or report').default('apply'),
        })
        .prefault({}),
    })
    .prefault({}),
  first_start: z
    .strictObject({
      organization: accountName.refine((name) => name !== 'library', 'is the namespace of Docker Official Images: choose another').default('acme'),
      owner_username: accountName.default('owner'),
      owner_password: z.string('must be text').min(8, 'must have at least 8 characters').max(128, 'must have at most 128 characters').optional(),
      member_username: accountName.default('developer'),
    })
    .prefault({}),
  gateway: z
    .strictObject({
      ...listener('127.0.0.1:5000'),
      allowed_organizations: listOf(accountName).refine((names) => names.length > 0, 'is empty, so that nobody could pull: name an organization, or leave the setting out').optional(),
      trusted_proxies: listOf(network).default([]),
      public_ca_file: filePath.optional(),
    })
    .prefault({}),
  admin: z.strictObject({ ...listener('127.0.0.1:8080'), rate_limit_per_minute: requestsAMinute.default(600), anonymous_rate_limit_per_minute: requestsAMinute.default(120), session_idle_hours: hours.default(12), session_hours: hours.default(168) }).prefault({}),
  proxy: z
    .strictObject({
      listen: listen.optional(),
      tls_listen: listen.optional(),
      public_url: origin.refine((text) => text.startsWith('http://'), 'must begin with http://: clients speak plain HTTP to the proxy, and TLS through it').optional(),
      hosts: z.record(z.string(), listOf(hostName)).default({}),
      tunnel_hosts: listOf(hostPattern).default([]),
      tunnel_networks: listOf(network).default([]),
    })
    .prefault({}),
  upstreams: z
    .record(z.string().refine(isRegistryName, 'is not the name of a registry: write it like docker.io or ghcr.io'), upstream)
    .default({}),
  identity: z.strictObject({ upstream: z.string('must be the name of a registry, like docker.io').optional() }).prefault({}),
  workers: z.union([z.literal('auto'), z.coerce.number().int().min(1).max(256)], 'must be auto or a number from 1 to 256').default(1),
  cache: z
    .strictObject({
      enabled: z.union([z.boolean(), onOrOff], 'must be true or false').default(true),
      folder: filePath.optional(),
      max_size: byteSize.optional(),
      low_water_percent: z.coerce.number('must be a percentage').min(1, 'must be at least 1').max(99, 'must be at most 99').default(90),
      tag_fresh_seconds: atLeastZero('seconds', 86_400).default(60),
      stale_days: atLeastZero('days', 3650).default(7),
      negative_seconds: atLeastZero('seconds', 60).default(5),
      slow_seconds: seconds.default(2),
    })
    .prefault({}),
  records: z
    .strictObject({ retention_days: z.coerce.number('must be a number of days').int('must be a whole number of days').min(1, 'must be at least 1').max(3650, 'must be at most 3650').default(90) })
    .prefault({}),
  mail: z
    .strictObject({
      smtp: z.string('must be text like smtps://mail.example.com:465').refine(isMailServer, 'is no mail server: write it like smtps://mail.example.com:465, or smtp://mail.example.com:587 for STARTTLS').optional(),
      username: z.string('must be text').min(1, 'is empty').optional(),
      password_file: filePath.optional(),
      from: z.string('must be text').refine(isMailSender, 'is no address: write it like pullgate@example.com, or Pullgate <pullgate@example.com>').optional(),
      ca_file: filePath.optional(),
    })
    .refine((value) => (value.username === undefined) === (value.password_file === undefined), 'needs both username and password_file, or neither')
    .prefault({}),
  webhooks: z
    .strictObject({
      allow_networks: listOf(network).default([]),
      ca_file: filePath.optional(),
      timeout_seconds: seconds.default(10),
      retry_hours: z.coerce.number('must be a number of hours').min(0, 'must not be negative').max(720, 'must be at most 720').default(24),
      switch_off_hours: z.coerce.number('must be a number of hours').min(0.01, 'must be at least 0.01').max(8760, 'must be at most 8760').default(72),
      log_days: z.coerce.number('must be a number of days').min(1, 'must be at least 1').max(365, 'must be at most 365').default(7),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').default('info'),
      format: z.enum(['pretty', 'json'], 'must be pretty or json').default('pretty'),
    })
    .prefault({}),
});

/** The configuration as the file writes it, validated, with every default in place. */
export type ConfigDocument = z.output<typeof configSchema>;
export type UpstreamDocument = z.output<typeof upstream>;
